//! What states, verdicts and sums are called in other languages than English.

/// Over and done.
#[rustfmt::skip]
pub(super) const DONE: [&str; 47] = [
    "erledigt", "behoben", "gelöst", "abgeschlossen", "fertig", "umgesetzt", "terminé", "terminée", "résolu", "résolus", "résolue",
    "corrigé", "corrigés", "complété", "complétée", "clôturé", "appliquées", "resuelto", "resueltos", "corregido", "completado",
    "completada", "terminado", "cerrado", "resolvido", "resolvidos", "corrigido", "corrigidos", "concluído", "concluída", "implementado",
    "risolto", "completato", "выполнено", "решено", "исправлено", "завершено", "устранено", "已完成", "已解决", "已解決", "已修复", "已修復", "解決済み",
    "対応済み", "해결됨", "완료됨",
];

/// Not, or not wholly, done.
#[rustfmt::skip]
pub(super) const UNDONE: [&str; 22] = [
    "nicht", "teilweise", "non", "pas", "partiellement", "sin", "parcialmente", "não", "parcial", "в процессе", "не", "частично", "未完成",
    "未解决", "未解決", "部分", "未対応", "未完了", "一部", "미완료", "미해결", "부분",
];

/// Words that make a status a verdict on the whole.
#[rustfmt::skip]
pub(super) const VERDICT: [&str; 49] = [
    "bereit", "produktionsreif", "freigegeben", "freigabe", "bedingt", "abgelehnt", "zurückgestellt", "prêt", "prête", "approuvé",
    "refusé", "rejeté", "sous conditions", "reporté", "listo", "aprobado", "rechazado", "condicional", "aplazado", "pronto",
    "aprovado", "reprovado", "rejeitado", "condicionado", "adiado", "liberado", "approvato", "respinto", "готов", "готово", "готова",
    "одобрено", "отклонено", "условно", "отложено", "通过", "通過", "批准", "就绪", "就緒", "暂缓", "有条件", "承認", "条件付き", "見送り", "승인", "조건부",
    "보류", "준비 완료",
];

/// The sum of all rows.
#[rustfmt::skip]
pub(super) const TOTAL: [&str; 34] = [
    "gesamt", "gesamtergebnis", "gesamtwert", "gesamtnote", "gesamtpunktzahl", "insgesamt", "summe", "zwischensumme", "durchschnitt",
    "moyenne", "sous total", "promedio", "puntuación total", "média", "pontuação total", "totale", "media totale", "итого", "всего",
    "общий балл", "среднее", "总计", "总分", "總分", "總計", "合计", "合計", "综合", "綜合", "平均", "総合", "종합", "합계", "tổng",
];

/// Nothing to list.
#[rustfmt::skip]
pub(super) const NONE: [&str; 27] = [
    "keine", "keiner", "nichts", "entfällt", "aucun", "aucune", "néant", "ninguno", "ninguna", "nenhum", "nenhuma", "sem bloqueios",
    "nessuno", "nessuna", "нет", "отсутствуют", "无", "無", "没有", "沒有", "暂无", "なし", "該当なし", "없음", "해당 없음", "không", "không có",
];

/// Steps of a scale of levels.
#[rustfmt::skip]
pub(in super::super) const LEVELS: [&str; 51] = [
    "hoch", "sehr hoch", "mittel", "niedrig", "kritisch", "gering", "schwer", "élevé", "élevée", "moyen", "moyenne", "faible",
    "critique", "alto", "alta", "medio", "media", "bajo", "baja", "crítico", "crítica", "médio", "média", "baixo", "baixa", "basso", "bas", "basse",
    "bassa", "высокий", "высокая", "средний", "средняя", "низкий", "низкая", "критический", "критическая", "高", "中", "低", "极高", "極高",
    "严重", "嚴重", "높음", "중간", "보통", "낮음", "cao", "trung bình", "thấp",
];
