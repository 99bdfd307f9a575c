//! What the keys of `key: value` lines are called in other languages than English.

/// The score of the whole.
#[rustfmt::skip]
pub(in super::super) const OVERALL: [&str; 42] = [
    "gesamtpunktzahl", "gesamtbewertung", "gesamtergebnis", "gesamtscore", "gesamtnote", "gesamtreife", "score global", "score total",
    "note globale", "note finale", "score final", "puntuación total", "puntuación global", "puntuación general", "calificación general",
    "calificación final", "puntaje total", "pontuação geral", "pontuação total", "pontuação final", "score geral", "nota geral",
    "nota final", "punteggio totale", "punteggio complessivo", "общая оценка", "итоговая оценка", "общий балл", "итоговый балл", "总 分",
    "總 分", "总 体 评 分", "整 体 评 分", "综 合 评 分", "綜 合 評 分", "总 体 得 分", "総 合 ス コ ア", "総 合 評 価", "総 合 点", "종 합 점 수", "전 체 점 수", "tổng điểm",
];

/// The date of the report.
#[rustfmt::skip]
pub(in super::super) const DATE: [&str; 38] = [
    "datum", "stand", "erstellt", "erstellt am", "aktualisiert", "prüfdatum", "berichtsdatum", "généré le", "mis à jour", "mise à jour",
    "fecha", "actualizado", "generado", "data da", "data do", "data de", "data del", "atualizado", "gerado em", "дата", "обновлено",
    "составлено", "日 期", "更 新 时 间", "更 新 時 間", "最 后 更 新", "最 後 更 新", "更 新 日", "作 成 日", "日 付", "날 짜", "작 성 일", "분 석 일", "수 정 일",
    "최 종 수 정", "평 가 일", "ngày", "thời điểm",
];

/// Dates of something else than the report.
#[rustfmt::skip]
pub(in super::super) const OTHER_DATE: [&str; 26] = [
    "nächste", "nächstes", "naechste", "fällig", "frist", "zieltermin", "prochaine", "prochain", "échéance", "cible", "próxima",
    "próximo", "vencimiento", "límite", "objetivo", "prazo", "следующий", "следующая", "срок", "下 次", "截 止", "目 标", "次 回", "期 限", "다 음",
    "목 표",
];

/// The verdict.
#[rustfmt::skip]
pub(in super::super) const VERDICT: [&str; 26] = [
    "entscheidung", "urteil", "gesamturteil", "décision", "conclusion finale", "decisión", "veredicto", "dictamen", "decisão",
    "veredito", "parecer", "decisione", "verdetto", "решение", "вердикт", "заключение", "决 定", "決 定", "决 策", "結 論", "结 论", "判 定",
    "最 終 判 断", "결 정", "판 정", "kết luận",
];

/// What the author advises.
#[rustfmt::skip]
pub(in super::super) const RECOMMENDATION: [&str; 13] = [
    "empfehlung", "gesamtempfehlung", "recommandation", "recommandation finale", "recomendación", "recomendación final", "recomendação",
    "recomendação final", "raccomandazione", "рекомендация", "建 议", "推 奨", "권 고",
];

/// How things stand.
#[rustfmt::skip]
pub(in super::super) const STATUS: [&str; 18] = [
    "gesamtstatus", "statut", "statut global", "état", "estado", "estado general", "estado global", "situação", "status geral",
    "classificação", "stato", "статус", "общий статус", "状 态", "狀 態", "ス テ ー タ ス", "상 태", "trạng thái",
];
