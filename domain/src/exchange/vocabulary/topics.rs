//! What headings and labels announce in other languages than English, topic by topic, in the order in which they are tried.
//!
//! German, French, Spanish, Portuguese, Italian, Russian, Chinese (both scripts), Japanese, Korean, Vietnamese.

use super::Topic;

/// The first that has one of the phrases wins.
pub(super) const FOREIGN_TOPICS: [(Topic, &[&str]); 9] = [
    (Topic::Criteria, &CRITERIA),
    (Topic::Blockers, &BLOCKERS),
    (Topic::Risks, &RISKS),
    (Topic::Strengths, &STRENGTHS),
    (Topic::Verification, &VERIFICATION),
    (Topic::Decision, &DECISION),
    (Topic::Plan, &PLAN),
    (Topic::Gaps, &GAPS),
    (Topic::Scores, &SCORES),
];

#[rustfmt::skip]
const CRITERIA: [&str; 24] = [
    "akzeptanzkriterien", "abnahmekriterien", "freigabekriterien", "erfolgskriterien", "critères dacceptation", "critères de sortie",
    "critères de succès", "criterios de aceptación", "criterios de salida", "criterios de éxito", "critérios de aceitação",
    "critérios de saída", "critérios de sucesso", "criteri di accettazione", "критерии приёмки", "критерии приемки",
    "критерии готовности", "验收标准", "驗收標準", "验收条件", "受け入れ基準", "受入基準", "인수 기준", "완료 기준",
];

#[rustfmt::skip]
const BLOCKERS: [&str; 62] = [
    "blocker", "blockierend", "blockierende", "blockierendes", "blockaden", "hindernisse", "kritische probleme", "kritische fehler",
    "kritische mängel", "bloquants", "bloquant", "bloquantes", "points bloquants", "blocages", "problèmes critiques",
    "problèmes bloquants", "anomalies critiques", "bloqueos", "bloqueantes", "bloqueadores", "bloqueante", "impedimentos",
    "problemas críticos", "errores críticos", "bloqueios", "impeditivos", "falhas críticas", "pendências críticas", "itens bloqueantes",
    "bloccanti", "problemi critici", "blocchi", "блокеры", "блокирующие", "блокирующие проблемы", "критические проблемы",
    "критические ошибки", "стоп факторы", "препятствия", "阻塞项", "阻塞問題", "阻塞问题", "阻断项", "阻碍项", "阻斷", "严重问题", "嚴重問題", "关键问题", "必须修复",
    "必須修復", "上线阻碍", "ブロッカー", "ブロッキング", "重大な問題", "致命的な問題", "블로커", "차단 요소", "차단 이슈", "치명적 문제", "치명적 이슈", "rủi ro chặn", "vấn đề chặn",
];

#[rustfmt::skip]
const RISKS: [&str; 22] = [
    "risiken", "risikoregister", "risikoanalyse", "risikobewertung", "risikomatrix", "risques", "riesgos", "riscos", "rischi", "риски",
    "рисков", "风险", "風險", "リスク", "위험", "리스크", "rủi ro", "registre des risques", "registro de riesgos", "registro de riscos",
    "matriz de riesgos", "matriz de riscos",
];

#[rustfmt::skip]
const STRENGTHS: [&str; 34] = [
    "stärken", "erfolge", "was gut läuft", "was funktioniert", "points forts", "forces", "atouts", "réussites", "corrections appliquées",
    "fortalezas", "puntos fuertes", "logros", "pontos fortes", "forças", "conquistas", "punti di forza", "сильные стороны", "достижения",
    "преимущества", "优势", "優勢", "优点", "優點", "亮点", "強み", "良い点", "成果", "강점", "장점", "성과", "điểm mạnh", "ưu điểm", "o que funciona",
    "lo que funciona",
];

#[rustfmt::skip]
const VERIFICATION: [&str; 14] = [
    "überprüfung", "prüfbefehle", "vérification", "vérifications", "verificación", "verificação", "verifica", "проверка", "验证", "驗證",
    "検証", "確認方法", "검증", "kiểm chứng",
];

#[rustfmt::skip]
const DECISION: [&str; 30] = [
    "entscheidung", "freigabeentscheidung", "gesamturteil", "décision", "verdict", "recommandation finale", "decisión", "veredicto",
    "recomendación final", "decisão", "veredito", "recomendação final", "decisione", "verdetto", "решение", "вердикт",
    "итоговая рекомендация", "决定", "決定", "决策", "決策", "审批结论", "上线结论", "判定", "最終判断", "結論と判定", "결정", "판정", "최종 판단", "quyết định",
];

#[rustfmt::skip]
const PLAN: [&str; 56] = [
    "massnahmen", "maßnahmen", "maßnahmenplan", "massnahmenplan", "nächste schritte", "naechste schritte", "zeitplan", "empfehlungen",
    "fahrplan", "plan daction", "actions", "actions prioritaires", "prochaines étapes", "feuille de route", "recommandations",
    "calendrier", "plan de acción", "próximos pasos", "siguientes pasos", "hoja de ruta", "cronograma", "recomendaciones",
    "plano de ação", "próximos passos", "recomendações", "roteiro", "piano dazione", "prossimi passi", "raccomandazioni", "план",
    "план действий", "следующие шаги", "дальнейшие шаги", "рекомендации", "дорожная карта", "下一步", "行动计划", "行動計劃", "行动项", "行動項", "改进建议",
    "建议", "建議", "路线图", "次のステップ", "今後の対応", "対応計画", "推奨事項", "ロードマップ", "다음 단계", "실행 계획", "권장 사항", "로드맵", "lộ trình", "bước tiếp theo",
    "khuyến nghị",
];

#[rustfmt::skip]
const GAPS: [&str; 52] = [
    "lücken", "luecken", "schwächen", "schwachstellen", "mängel", "maengel", "probleme", "offene punkte", "fehlend", "was fehlt",
    "faiblesses", "points faibles", "lacunes", "écarts", "manques", "problèmes", "points dattention", "debilidades", "brechas",
    "carencias", "puntos débiles", "problemas", "pendientes", "fraquezas", "lacunas", "pontos fracos", "pontos de melhoria",
    "limitações", "pendências", "lacune", "punti deboli", "слабые стороны", "недостатки", "пробелы", "проблемы", "замечания", "差距", "不足",
    "缺陷", "问题", "問題", "缺口", "弱点", "弱點", "課題", "弱み", "改善点", "약점", "문제점", "개선점", "미비점", "điểm yếu",
];

#[rustfmt::skip]
const SCORES: [&str; 34] = [
    "bewertung", "gesamtbewertung", "punktzahl", "punkte", "ergebnisübersicht", "zusammenfassung", "scores", "notes", "notation",
    "évaluation", "résumé exécutif", "puntuación", "puntuaciones", "calificación", "evaluación", "resumen ejecutivo", "pontuação",
    "pontuações", "avaliação", "resumo executivo", "punteggio", "оценка", "оценки", "баллы", "评分", "評分", "得分", "分数", "评估总结", "スコア", "評価",
    "점수", "평가", "điểm",
];
