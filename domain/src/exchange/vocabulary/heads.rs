//! What the heads of columns are called in other languages than English, in the order in which they are tried.

use super::super::columns::Column;

/// The first that has one of the phrases wins.
#[rustfmt::skip]
pub(in super::super) const FOREIGN_HEADS: [(Column, &[&str]); 28] = [
    (Column::Contribution, &[
        "gewichteter wert", "gewichtet", "score pondéré", "pondéré", "ponderado", "puntos ponderados", "pontos ponderados", "взвешенный",
        "加 权 得 分", "加 權 得 分", "加 重 ス コ ア", "가 중 점 수",
    ]),
    (Column::Weight, &[
        "gewicht", "gewichtung", "anteil", "poids", "pondération", "coefficient", "peso", "ponderación", "ponderação", "вес", "权 重",
        "權 重", "比 重", "重 み", "ウ ェ イ ト", "配 点 比 率", "가 중 치", "비 중", "trọng số",
    ]),
    (Column::Mitigation, &[
        "massnahme", "maßnahme", "gegenmaßnahme", "gegenmassnahme", "massnahmen", "maßnahmen", "atténuation", "mesures", "mesure",
        "mitigación", "mitigação", "mitigazione", "смягчение", "меры", "缓 解 措 施", "緩 解 措 施", "应 对 措 施", "應 對 措 施", "缓 解", "対 策", "軽 減 策",
        "緩 和 策", "완 화", "대 응 방 안", "대 응 책", "giảm thiểu",
    ]),
    (Column::Likelihood, &[
        "wahrscheinlichkeit", "eintrittswahrscheinlichkeit", "probabilité", "vraisemblance", "probabilidad", "probabilidade",
        "probabilità", "вероятность", "可 能 性", "概 率", "機 率", "発 生 確 率", "確 率", "발 생 가 능 성", "가 능 성", "확 률", "khả năng",
    ]),
    (Column::Impact, &[
        "auswirkung", "auswirkungen", "schadenshöhe", "gravité", "conséquence", "impacto", "impatto", "влияние", "последствия", "影 响",
        "影 響", "影 響 度", "영 향", "영 향 도", "tác động",
    ]),
    (Column::Delta, &[
        "änderung", "aenderung", "veränderung", "differenz", "variation", "évolution", "écart", "amélioration", "cambio", "variación",
        "mejora", "variação", "mudança", "melhoria", "изменение", "变 化", "變 化", "差 异", "変 化", "差 分", "변 화", "증 감", "thay đổi",
    ]),
    (Column::Max, &[
        "maximalwert", "maximum", "höchstwert", "máximo", "maximale", "максимум", "满 分", "滿 分", "最 高 分", "満 点", "배 점", "만 점", "tối đa",
    ]),
    (Column::Required, &[
        "soll", "erforderlich", "gefordert", "requis", "attendu", "requerido", "esperado", "exigido", "требуется", "要 求", "必 要 な 状 態",
        "요 구 사 항",
    ]),
    (Column::Target, &[
        "ziel", "zielwert", "cible", "objectif", "objetivo", "meta", "obiettivo", "цель", "целевое", "目 标", "目 標", "목 표", "mục tiêu",
    ]),
    (Column::Previous, &[
        "vorher", "bisher", "zuvor", "letzte", "avant", "précédent", "antes", "anterior", "previo", "prima", "было", "ранее",
        "предыдущий", "之 前", "上 次", "以 前", "前 回", "이 전", "지 난", "trước",
    ]),
    (Column::Current, &[
        "aktuell", "jetzt", "ist", "heute", "nachher", "actuel", "actuelle", "maintenant", "après", "actual", "ahora", "después",
        "atual", "agora", "depois", "attuale", "сейчас", "текущий", "текущее", "стало", "当 前", "當 前", "现 在", "現 在", "目 前", "今 回", "현 재",
        "hiện tại",
    ]),
    (Column::Level, &[
        "schwere", "schweregrad", "stufe", "risikostufe", "sévérité", "niveau", "criticité", "severidad", "nivel", "criticidad",
        "severidade", "nível", "criticidade", "livello", "gravità", "серьёзность", "серьезность", "уровень", "критичность", "严 重 程 度",
        "嚴 重 程 度", "严 重 性", "级 别", "級 別", "等 级", "等 級", "深 刻 度", "重 大 度", "レ ベ ル", "심 각 도", "수 준", "등 급", "mức độ",
    ]),
    (Column::Priority, &[
        "priorität", "dringlichkeit", "priorité", "urgence", "prioridad", "prioridade", "priorità", "приоритет", "优 先 级", "優 先 級",
        "優 先 度", "優 先 順 位", "우 선 순 위", "ưu tiên",
    ]),
    (Column::Score, &[
        "punkte", "punktzahl", "bewertung", "note", "erfüllungsgrad", "reifegrad", "fortschritt", "taux", "pourcentage", "puntuación",
        "puntaje", "calificación", "porcentaje", "nota", "pontuação", "percentual", "porcentagem", "pontos", "puntos", "punteggio",
        "оценка", "балл", "баллы", "процент", "得 分", "分 数", "分 數", "评 分", "評 分", "完 成 度", "达 成 率", "ス コ ア", "点 数", "得 点", "評 価", "達 成 度",
        "점 수", "평 점", "달 성 률", "완 료 율", "điểm",
    ]),
    (Column::Risk, &[
        "risiko", "risiken", "risikobeschreibung", "risque", "risques", "riesgo", "riesgos", "risco", "riscos", "rischio", "rischi",
        "риск", "риски", "风 险", "風 險", "风 险 描 述", "リ ス ク", "위 험", "리 스 크", "위 험 요 소", "rủi ro",
    ]),
    (Column::Issue, &[
        "problem", "mangel", "lücke", "blocker", "befund", "fehler", "problème", "écart", "anomalie", "constat", "problema", "hallazgo",
        "brecha", "bloqueo", "bloqueio", "achado", "проблема", "замечание", "блокер", "问 题", "問 題", "缺 陷", "阻 塞 项", "課 題", "不 具 合",
        "문 제", "이 슈", "결 함", "vấn đề",
    ]),
    (Column::Owner, &[
        "verantwortlich", "verantwortliche", "verantwortlicher", "zuständig", "besitzer", "responsable", "propriétaire", "pilote",
        "responsables", "responsável", "dono", "responsabile", "ответственный", "владелец", "исполнитель", "负 责 人", "負 責 人", "责 任 人",
        "責 任 人", "担 当 者", "担 当", "責 任 者", "담 당 자", "담 당", "책 임 자", "phụ trách",
    ]),
    (Column::Status, &[
        "zustand", "statut", "état", "etat", "estado", "situação", "stato", "статус", "состояние", "状 态", "狀 態", "状 況", "状 態",
        "ス テ ー タ ス", "상 태", "현 황", "trạng thái",
    ]),
    (Column::Action, &[
        "aktion", "behebung", "lösung", "action", "correctif", "acción", "acciones", "solución", "corrección", "ação", "ações",
        "correção", "solução", "azione", "действие", "решение", "措 施", "行 动 项", "行 動 項", "解 决 方 案", "解 決 方 案", "対 応", "対 応 策",
        "ア ク シ ョ ン", "조 치", "해 결 방 안", "hành động",
    ]),
    (Column::Category, &[
        "kategorie", "bereich", "themenfeld", "thema", "dimension", "säule", "catégorie", "domaine", "axe", "critère", "pilier",
        "rubrique", "categoría", "área", "dimensión", "pilar", "criterio", "ámbito", "categoria", "dimensão", "critério", "ambito",
        "категория", "область", "направление", "критерий", "раздел", "类 别", "類 別", "分 类", "分 類", "领 域", "維 度", "维 度", "项 目 类 别",
        "カ テ ゴ リ", "カ テ ゴ リ ー", "区 分", "分 野", "領 域", "評 価 項 目", "카 테 고 리", "영 역", "분 야", "구 분", "평 가 항 목", "trục", "hạng mục",
        "tiêu chí",
    ]),
    (Column::When, &[
        "tag", "woche", "phase", "datum", "zeitraum", "termin", "jour", "semaine", "échéance", "étape", "día", "semana", "fase", "fecha",
        "dia", "etapa", "data", "неделя", "этап", "дата", "срок", "阶 段", "階 段", "日 期", "时 间", "時 間", "週", "期 日", "日 付", "フ ェ ー ズ", "단 계",
        "주 차", "일 정", "날 짜", "giai đoạn",
    ]),
    (Column::Focus, &[
        "schwerpunkt", "aufgabe", "tâche", "activité", "tarea", "actividad", "tarefa", "atividade", "задача", "任 务", "任 務", "作 業",
        "タ ス ク", "작 업", "công việc",
    ]),
    (Column::Deliverables, &[
        "ergebnis", "liefergegenstand", "livrable", "livrables", "entregable", "entregables", "entregável", "entregáveis", "результат",
        "交 付 物", "成 果 物", "산 출 물",
    ]),
    (Column::Duration, &[
        "dauer", "aufwand", "fällig", "frist", "durée", "effort", "délai", "duración", "esfuerzo", "plazo", "duração", "esforço",
        "prazo", "длительность", "трудозатраты", "耗 时", "工 期", "截 止 日 期", "工 数", "期 限", "기 간", "기 한", "소 요 시 간",
    ]),
    (Column::Answer, &[
        "antwort", "entscheidung", "urteil", "réponse", "décision", "respuesta", "decisión", "resposta", "decisão", "ответ", "вердикт",
        "结 论", "結 論", "判 定", "回 答", "결 정", "판 정",
    ]),
    (Column::Reason, &[
        "grund", "begründung", "raison", "justification", "razón", "motivo", "justificación", "razão", "justificativa", "причина",
        "обоснование", "原 因", "理 由", "이 유", "사 유", "lý do",
    ]),
    (Column::Location, &[
        "datei", "ort", "fundstelle", "fichier", "emplacement", "archivo", "ubicación", "arquivo", "localização", "файл", "место", "文 件",
        "位 置", "フ ァ イ ル", "場 所", "파 일", "위 치",
    ]),
    (Column::Notes, &[
        "bemerkung", "bemerkungen", "kommentar", "beschreibung", "hinweis", "remarque", "remarques", "commentaire", "détails",
        "observations", "notas", "observaciones", "comentarios", "descripción", "observações", "comentários", "descrição", "note",
        "примечание", "комментарий", "описание", "备 注", "備 註", "说 明", "說 明", "描 述", "備 考", "コ メ ン ト", "説 明", "비 고", "설 명", "의 견",
        "nhận định", "ghi chú", "nhận xét",
    ]),
];

/// Names of things that are no categories.
#[rustfmt::skip]
pub(in super::super) const FOREIGN_ITEMS: [&str; 36] = [
    "punkt", "prüfpunkt", "modul", "anforderung", "komponente", "kennzahl", "merkmal", "élément", "exigence", "composant", "métrique",
    "indicateur", "elemento", "requisito", "componente", "métrica", "módulo", "требование", "показатель", "компонент", "модуль", "项 目",
    "項 目", "检 查 项", "指 标", "指 標", "模 块", "要 件", "モ ジ ュ ー ル", "항 목", "요 구 사 항", "지 표", "모 듈", "chỉ số", "tiêu chuẩn", "mục",
];
