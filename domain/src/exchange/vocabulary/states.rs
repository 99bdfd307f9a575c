//! What states, verdicts and sums are called in other languages than English.

/// Over and done.
#[rustfmt::skip]
pub(super) const DONE: [&str; 47] = [
    "erledigt", "behoben", "gelöst", "abgeschlossen", "fertig", "umgesetzt", "terminé", "terminée", "résolu", "résolus", "résolue",
    "corrigé", "corrigés", "complété", "complétée", "clôturé", "appliquées", "resuelto", "resueltos", "corregido", "completado",
    "completada", "terminado", "cerrado", "resolvido", "resolvidos", "corrigido", "corrigidos", "concluído", "concluída", "implementado",
    "risolto", "completato", "выполнено", "решено", "исправлено", "завершено", "устранено", "已 完 成", "已 解 决", "已 解 決", "已 修 复", "已 修 復",
    "解 決 済 み", "対 応 済 み", "해 결 됨", "완 료 됨",
];

/// Not, or not wholly, done.
#[rustfmt::skip]
pub(super) const UNDONE: [&str; 22] = [
    "nicht", "teilweise", "non", "pas", "partiellement", "sin", "parcialmente", "não", "parcial", "в процессе", "не", "частично",
    "未 完 成", "未 解 决", "未 解 決", "部 分", "未 対 応", "未 完 了", "一 部", "미 완 료", "미 해 결", "부 분",
];

/// Words that make a status a verdict on the whole.
#[rustfmt::skip]
pub(super) const VERDICT: [&str; 49] = [
    "bereit", "produktionsreif", "freigegeben", "freigabe", "bedingt", "abgelehnt", "zurückgestellt", "prêt", "prête", "approuvé",
    "refusé", "rejeté", "sous conditions", "reporté", "listo", "aprobado", "rechazado", "condicional", "aplazado", "pronto", "aprovado",
    "reprovado", "rejeitado", "condicionado", "adiado", "liberado", "approvato", "respinto", "готов", "готово", "готова", "одобрено",
    "отклонено", "условно", "отложено", "通 过", "通 過", "批 准", "就 绪", "就 緒", "暂 缓", "有 条 件", "承 認", "条 件 付 き", "見 送 り", "승 인", "조 건 부",
    "보 류", "준 비 완 료",
];

/// The sum of all rows.
#[rustfmt::skip]
pub(super) const TOTAL: [&str; 34] = [
    "gesamt", "gesamtergebnis", "gesamtwert", "gesamtnote", "gesamtpunktzahl", "insgesamt", "summe", "zwischensumme", "durchschnitt",
    "moyenne", "sous total", "promedio", "puntuación total", "média", "pontuação total", "totale", "media totale", "итого", "всего",
    "общий балл", "среднее", "总 计", "总 分", "總 分", "總 計", "合 计", "合 計", "综 合", "綜 合", "平 均", "総 合", "종 합", "합 계", "tổng",
];

/// Nothing to list.
#[rustfmt::skip]
pub(super) const NONE: [&str; 27] = [
    "keine", "keiner", "nichts", "entfällt", "aucun", "aucune", "néant", "ninguno", "ninguna", "nenhum", "nenhuma", "sem bloqueios",
    "nessuno", "nessuna", "нет", "отсутствуют", "无", "無", "没 有", "沒 有", "暂 无", "な し", "該 当 な し", "없 음", "해 당 없 음", "không", "không có",
];

/// Steps of a scale of levels.
#[rustfmt::skip]
pub(in super::super) const LEVELS: [&str; 51] = [
    "hoch", "sehr hoch", "mittel", "niedrig", "kritisch", "gering", "schwer", "élevé", "élevée", "moyen", "moyenne", "faible",
    "critique", "alto", "alta", "medio", "media", "bajo", "baja", "crítico", "crítica", "médio", "média", "baixo", "baixa", "basso",
    "bas", "basse", "bassa", "высокий", "высокая", "средний", "средняя", "низкий", "низкая", "критический", "критическая", "高", "中", "低",
    "极 高", "極 高", "严 重", "嚴 重", "높 음", "중 간", "보 통", "낮 음", "cao", "trung bình", "thấp",
];
