//! What the keys of `key: value` lines are called in other languages than English.

/// The score of the whole.
#[rustfmt::skip]
pub(in super::super) const OVERALL: [&str; 42] = [
    "gesamtpunktzahl", "gesamtbewertung", "gesamtergebnis", "gesamtscore", "gesamtnote", "gesamtreife", "score global", "score total",
    "note globale", "note finale", "score final", "puntuación total", "puntuación global", "puntuación general", "calificación general",
    "calificación final", "puntaje total", "pontuação geral", "pontuação total", "pontuação final", "score geral", "nota geral",
    "nota final", "punteggio totale", "punteggio complessivo", "общая оценка", "итоговая оценка", "общий балл", "итоговый балл", "总分",
    "總分", "总体评分", "整体评分", "综合评分", "綜合評分", "总体得分", "総合スコア", "総合評価", "総合点", "종합 점수", "전체 점수", "tổng điểm",
];

/// The date of the report.
#[rustfmt::skip]
pub(in super::super) const DATE: [&str; 38] = [
    "datum", "stand", "erstellt", "erstellt am", "aktualisiert", "prüfdatum", "berichtsdatum", "généré le", "mis à jour", "mise à jour",
    "fecha", "actualizado", "generado", "data da", "data do", "data de", "data del", "atualizado", "gerado em", "дата", "обновлено",
    "составлено", "日期", "更新时间", "更新時間", "最后更新", "最後更新", "更新日", "作成日", "日付", "날짜", "작성일", "분석일", "수정일", "최종 수정", "평가일", "ngày",
    "thời điểm",
];

/// Dates of something else than the report.
#[rustfmt::skip]
pub(in super::super) const OTHER_DATE: [&str; 26] = [
    "nächste", "nächstes", "naechste", "fällig", "frist", "zieltermin", "prochaine", "prochain", "échéance", "cible", "próxima",
    "próximo", "vencimiento", "límite", "objetivo", "prazo", "следующий", "следующая", "срок", "下次", "截止", "目标", "次回", "期限", "다음", "목표",
];

/// The verdict.
#[rustfmt::skip]
pub(in super::super) const VERDICT: [&str; 26] = [
    "entscheidung", "urteil", "gesamturteil", "décision", "conclusion finale", "decisión", "veredicto", "dictamen", "decisão",
    "veredito", "parecer", "decisione", "verdetto", "решение", "вердикт", "заключение", "决定", "決定", "决策", "結論", "结论", "判定", "最終判断", "결정",
    "판정", "kết luận",
];

/// What the author advises.
#[rustfmt::skip]
pub(in super::super) const RECOMMENDATION: [&str; 13] = [
    "empfehlung", "gesamtempfehlung", "recommandation", "recommandation finale", "recomendación", "recomendación final", "recomendação",
    "recomendação final", "raccomandazione", "рекомендация", "建议", "推奨", "권고",
];

/// How things stand.
#[rustfmt::skip]
pub(in super::super) const STATUS: [&str; 18] = [
    "gesamtstatus", "statut", "statut global", "état", "estado", "estado general", "estado global", "situação", "status geral",
    "classificação", "stato", "статус", "общий статус", "状态", "狀態", "ステータス", "상태", "trạng thái",
];
