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
    "критерии готовности", "验 收 标 准", "驗 收 標 準", "验 收 条 件", "受 け 入 れ 基 準", "受 入 基 準", "인 수 기 준", "완 료 기 준",
];

#[rustfmt::skip]
const BLOCKERS: [&str; 62] = [
    "blocker", "blockierend", "blockierende", "blockierendes", "blockaden", "hindernisse", "kritische probleme", "kritische fehler",
    "kritische mängel", "bloquants", "bloquant", "bloquantes", "points bloquants", "blocages", "problèmes critiques",
    "problèmes bloquants", "anomalies critiques", "bloqueos", "bloqueantes", "bloqueadores", "bloqueante", "impedimentos",
    "problemas críticos", "errores críticos", "bloqueios", "impeditivos", "falhas críticas", "pendências críticas", "itens bloqueantes",
    "bloccanti", "problemi critici", "blocchi", "блокеры", "блокирующие", "блокирующие проблемы", "критические проблемы",
    "критические ошибки", "стоп факторы", "препятствия", "阻 塞 项", "阻 塞 問 題", "阻 塞 问 题", "阻 断 项", "阻 碍 项", "阻 斷", "严 重 问 题", "嚴 重 問 題",
    "关 键 问 题", "必 须 修 复", "必 須 修 復", "上 线 阻 碍", "ブ ロ ッ カ ー", "ブ ロ ッ キ ン グ", "重 大 な 問 題", "致 命 的 な 問 題", "블 로 커", "차 단 요 소", "차 단 이 슈",
    "치 명 적 문 제", "치 명 적 이 슈", "rủi ro chặn", "vấn đề chặn",
];

#[rustfmt::skip]
const RISKS: [&str; 22] = [
    "risiken", "risikoregister", "risikoanalyse", "risikobewertung", "risikomatrix", "risques", "riesgos", "riscos", "rischi", "риски",
    "рисков", "风 险", "風 險", "リ ス ク", "위 험", "리 스 크", "rủi ro", "registre des risques", "registro de riesgos", "registro de riscos",
    "matriz de riesgos", "matriz de riscos",
];

#[rustfmt::skip]
const STRENGTHS: [&str; 34] = [
    "stärken", "erfolge", "was gut läuft", "was funktioniert", "points forts", "forces", "atouts", "réussites", "corrections appliquées",
    "fortalezas", "puntos fuertes", "logros", "pontos fortes", "forças", "conquistas", "punti di forza", "сильные стороны", "достижения",
    "преимущества", "优 势", "優 勢", "优 点", "優 點", "亮 点", "強 み", "良 い 点", "成 果", "강 점", "장 점", "성 과", "điểm mạnh", "ưu điểm",
    "o que funciona", "lo que funciona",
];

#[rustfmt::skip]
const VERIFICATION: [&str; 14] = [
    "überprüfung", "prüfbefehle", "vérification", "vérifications", "verificación", "verificação", "verifica", "проверка", "验 证", "驗 證",
    "検 証", "確 認 方 法", "검 증", "kiểm chứng",
];

#[rustfmt::skip]
const DECISION: [&str; 30] = [
    "entscheidung", "freigabeentscheidung", "gesamturteil", "décision", "verdict", "recommandation finale", "decisión", "veredicto",
    "recomendación final", "decisão", "veredito", "recomendação final", "decisione", "verdetto", "решение", "вердикт",
    "итоговая рекомендация", "决 定", "決 定", "决 策", "決 策", "审 批 结 论", "上 线 结 论", "判 定", "最 終 判 断", "結 論 と 判 定", "결 정", "판 정", "최 종 판 단",
    "quyết định",
];

#[rustfmt::skip]
const PLAN: [&str; 56] = [
    "massnahmen", "maßnahmen", "maßnahmenplan", "massnahmenplan", "nächste schritte", "naechste schritte", "zeitplan", "empfehlungen",
    "fahrplan", "plan daction", "actions", "actions prioritaires", "prochaines étapes", "feuille de route", "recommandations",
    "calendrier", "plan de acción", "próximos pasos", "siguientes pasos", "hoja de ruta", "cronograma", "recomendaciones",
    "plano de ação", "próximos passos", "recomendações", "roteiro", "piano dazione", "prossimi passi", "raccomandazioni", "план",
    "план действий", "следующие шаги", "дальнейшие шаги", "рекомендации", "дорожная карта", "下 一 步", "行 动 计 划", "行 動 計 劃", "行 动 项",
    "行 動 項", "改 进 建 议", "建 议", "建 議", "路 线 图", "次 の ス テ ッ プ", "今 後 の 対 応", "対 応 計 画", "推 奨 事 項", "ロ ー ド マ ッ プ", "다 음 단 계", "실 행 계 획",
    "권 장 사 항", "로 드 맵", "lộ trình", "bước tiếp theo", "khuyến nghị",
];

#[rustfmt::skip]
const GAPS: [&str; 52] = [
    "lücken", "luecken", "schwächen", "schwachstellen", "mängel", "maengel", "probleme", "offene punkte", "fehlend", "was fehlt",
    "faiblesses", "points faibles", "lacunes", "écarts", "manques", "problèmes", "points dattention", "debilidades", "brechas",
    "carencias", "puntos débiles", "problemas", "pendientes", "fraquezas", "lacunas", "pontos fracos", "pontos de melhoria",
    "limitações", "pendências", "lacune", "punti deboli", "слабые стороны", "недостатки", "пробелы", "проблемы", "замечания", "差 距",
    "不 足", "缺 陷", "问 题", "問 題", "缺 口", "弱 点", "弱 點", "課 題", "弱 み", "改 善 点", "약 점", "문 제 점", "개 선 점", "미 비 점", "điểm yếu",
];

#[rustfmt::skip]
const SCORES: [&str; 34] = [
    "bewertung", "gesamtbewertung", "punktzahl", "punkte", "ergebnisübersicht", "zusammenfassung", "scores", "notes", "notation",
    "évaluation", "résumé exécutif", "puntuación", "puntuaciones", "calificación", "evaluación", "resumen ejecutivo", "pontuação",
    "pontuações", "avaliação", "resumo executivo", "punteggio", "оценка", "оценки", "баллы", "评 分", "評 分", "得 分", "分 数", "评 估 总 结",
    "ス コ ア", "評 価", "점 수", "평 가", "điểm",
];
