//! What the heads of columns are called in other languages than English, in the order in which they are tried.

use super::super::columns::Column;

/// The first that has one of the phrases wins.
#[rustfmt::skip]
pub(in super::super) const FOREIGN_HEADS: [(Column, &[&str]); 28] = [
    (Column::Contribution, &[
        "gewichteter wert", "gewichtet", "score pondéré", "pondéré", "ponderado", "puntos ponderados", "pontos ponderados", "взвешенный",
        "加权得分", "加權得分", "加重スコア", "가중 점수",
    ]),
    (Column::Weight, &[
        "gewicht", "gewichtung", "anteil", "poids", "pondération", "coefficient", "peso", "ponderación", "ponderação", "вес", "权重", "權重",
        "比重", "重み", "ウェイト", "配点比率", "가중치", "비중", "trọng số",
    ]),
    (Column::Mitigation, &[
        "massnahme", "maßnahme", "gegenmaßnahme", "gegenmassnahme", "massnahmen", "maßnahmen", "atténuation", "mesures", "mesure",
        "mitigación", "mitigação", "mitigazione", "смягчение", "меры", "缓解措施", "緩解措施", "应对措施", "應對措施", "缓解", "対策", "軽減策", "緩和策", "완화",
        "대응 방안", "대응책", "giảm thiểu",
    ]),
    (Column::Likelihood, &[
        "wahrscheinlichkeit", "eintrittswahrscheinlichkeit", "probabilité", "vraisemblance", "probabilidad", "probabilidade",
        "probabilità", "вероятность", "可能性", "概率", "機率", "発生確率", "確率", "발생 가능성", "가능성", "확률", "khả năng",
    ]),
    (Column::Impact, &[
        "auswirkung", "auswirkungen", "schadenshöhe", "gravité", "conséquence", "impacto", "impatto", "влияние", "последствия", "影响",
        "影響", "影響度", "영향", "영향도", "tác động",
    ]),
    (Column::Delta, &[
        "änderung", "aenderung", "veränderung", "differenz", "variation", "évolution", "écart", "amélioration", "cambio", "variación",
        "mejora", "variação", "mudança", "melhoria", "изменение", "变化", "變化", "差异", "変化", "差分", "변화", "증감", "thay đổi",
    ]),
    (Column::Max, &[
        "maximalwert", "maximum", "höchstwert", "máximo", "maximale", "максимум", "满分", "滿分", "最高分", "満点", "배점", "만점", "tối đa",
    ]),
    (Column::Required, &[
        "soll", "erforderlich", "gefordert", "requis", "attendu", "requerido", "esperado", "exigido", "требуется", "要求", "必要な状態",
        "요구 사항",
    ]),
    (Column::Target, &[
        "ziel", "zielwert", "cible", "objectif", "objetivo", "meta", "obiettivo", "цель", "целевое", "目标", "目標", "목표", "mục tiêu",
    ]),
    (Column::Previous, &[
        "vorher", "bisher", "zuvor", "letzte", "avant", "précédent", "antes", "anterior", "previo", "prima", "было", "ранее",
        "предыдущий", "之前", "上次", "以前", "前回", "이전", "지난", "trước",
    ]),
    (Column::Current, &[
        "aktuell", "jetzt", "ist", "heute", "nachher", "actuel", "actuelle", "maintenant", "après", "actual", "ahora", "después",
        "atual", "agora", "depois", "attuale", "сейчас", "текущий", "текущее", "стало", "当前", "當前", "现在", "現在", "目前", "今回", "현재",
        "hiện tại",
    ]),
    (Column::Level, &[
        "schwere", "schweregrad", "stufe", "risikostufe", "sévérité", "niveau", "criticité", "severidad", "nivel", "criticidad",
        "severidade", "nível", "criticidade", "livello", "gravità", "серьёзность", "серьезность", "уровень", "критичность", "严重程度",
        "嚴重程度", "严重性", "级别", "級別", "等级", "等級", "深刻度", "重大度", "レベル", "심각도", "수준", "등급", "mức độ",
    ]),
    (Column::Priority, &[
        "priorität", "dringlichkeit", "priorité", "urgence", "prioridad", "prioridade", "priorità", "приоритет", "优先级", "優先級", "優先度",
        "優先順位", "우선순위", "ưu tiên",
    ]),
    (Column::Score, &[
        "punkte", "punktzahl", "bewertung", "note", "erfüllungsgrad", "reifegrad", "fortschritt", "taux", "pourcentage", "puntuación",
        "puntaje", "calificación", "porcentaje", "nota", "pontuação", "percentual", "porcentagem", "pontos", "puntos", "punteggio",
        "оценка", "балл", "баллы", "процент", "得分", "分数", "分數", "评分", "評分", "完成度", "达成率", "スコア", "点数", "得点", "評価", "達成度", "점수", "평점",
        "달성률", "완료율", "điểm",
    ]),
    (Column::Risk, &[
        "risiko", "risiken", "risikobeschreibung", "risque", "risques", "riesgo", "riesgos", "risco", "riscos", "rischio", "rischi",
        "риск", "риски", "风险", "風險", "风险描述", "リスク", "위험", "리스크", "위험 요소", "rủi ro",
    ]),
    (Column::Issue, &[
        "problem", "mangel", "lücke", "blocker", "befund", "fehler", "problème", "écart", "anomalie", "constat", "problema", "hallazgo",
        "brecha", "bloqueo", "bloqueio", "achado", "проблема", "замечание", "блокер", "问题", "問題", "缺陷", "阻塞项", "課題", "不具合", "문제", "이슈",
        "결함", "vấn đề",
    ]),
    (Column::Owner, &[
        "verantwortlich", "verantwortliche", "verantwortlicher", "zuständig", "besitzer", "responsable", "propriétaire", "pilote",
        "responsables", "responsável", "dono", "responsabile", "ответственный", "владелец", "исполнитель", "负责人", "負責人", "责任人", "責任人",
        "担当者", "担当", "責任者", "담당자", "담당", "책임자", "phụ trách",
    ]),
    (Column::Status, &[
        "zustand", "statut", "état", "etat", "estado", "situação", "stato", "статус", "состояние", "状态", "狀態", "状況", "状態", "ステータス", "상태",
        "현황", "trạng thái",
    ]),
    (Column::Action, &[
        "aktion", "behebung", "lösung", "action", "correctif", "acción", "acciones", "solución", "corrección", "ação", "ações",
        "correção", "solução", "azione", "действие", "решение", "措施", "行动项", "行動項", "解决方案", "解決方案", "対応", "対応策", "アクション", "조치", "해결 방안",
        "hành động",
    ]),
    (Column::Category, &[
        "kategorie", "bereich", "themenfeld", "thema", "dimension", "säule", "catégorie", "domaine", "axe", "critère", "pilier",
        "rubrique", "categoría", "área", "dimensión", "pilar", "criterio", "ámbito", "categoria", "dimensão", "critério", "ambito",
        "категория", "область", "направление", "критерий", "раздел", "类别", "類別", "分类", "分類", "领域", "維度", "维度", "项目类别", "カテゴリ", "カテゴリー",
        "区分", "分野", "領域", "評価項目", "카테고리", "영역", "분야", "구분", "평가 항목", "trục", "hạng mục", "tiêu chí",
    ]),
    (Column::When, &[
        "tag", "woche", "phase", "datum", "zeitraum", "termin", "jour", "semaine", "échéance", "étape", "día", "semana", "fase", "fecha",
        "dia", "etapa", "data", "неделя", "этап", "дата", "срок", "阶段", "階段", "日期", "时间", "時間", "週", "期日", "日付", "フェーズ", "단계", "주차",
        "일정", "날짜", "giai đoạn",
    ]),
    (Column::Focus, &[
        "schwerpunkt", "aufgabe", "tâche", "activité", "tarea", "actividad", "tarefa", "atividade", "задача", "任务", "任務", "作業", "タスク",
        "작업", "công việc",
    ]),
    (Column::Deliverables, &[
        "ergebnis", "liefergegenstand", "livrable", "livrables", "entregable", "entregables", "entregável", "entregáveis", "результат",
        "交付物", "成果物", "산출물",
    ]),
    (Column::Duration, &[
        "dauer", "aufwand", "fällig", "frist", "durée", "effort", "délai", "duración", "esfuerzo", "plazo", "duração", "esforço",
        "prazo", "длительность", "трудозатраты", "耗时", "工期", "截止日期", "工数", "期限", "기간", "기한", "소요 시간",
    ]),
    (Column::Answer, &[
        "antwort", "entscheidung", "urteil", "réponse", "décision", "respuesta", "decisión", "resposta", "decisão", "ответ", "вердикт",
        "结论", "結論", "判定", "回答", "결정", "판정",
    ]),
    (Column::Reason, &[
        "grund", "begründung", "raison", "justification", "razón", "motivo", "justificación", "razão", "justificativa", "причина",
        "обоснование", "原因", "理由", "이유", "사유", "lý do",
    ]),
    (Column::Location, &[
        "datei", "ort", "fundstelle", "fichier", "emplacement", "archivo", "ubicación", "arquivo", "localização", "файл", "место", "文件",
        "位置", "ファイル", "場所", "파일", "위치",
    ]),
    (Column::Notes, &[
        "bemerkung", "bemerkungen", "kommentar", "beschreibung", "hinweis", "remarque", "remarques", "commentaire", "détails",
        "observations", "notas", "observaciones", "comentarios", "descripción", "observações", "comentários", "descrição", "note",
        "примечание", "комментарий", "описание", "备注", "備註", "说明", "說明", "描述", "備考", "コメント", "説明", "비고", "설명", "의견", "nhận định",
        "ghi chú", "nhận xét",
    ]),
];

/// Names of things that are no categories.
#[rustfmt::skip]
pub(in super::super) const FOREIGN_ITEMS: [&str; 36] = [
    "punkt", "prüfpunkt", "modul", "anforderung", "komponente", "kennzahl", "merkmal", "élément", "exigence", "composant", "métrique",
    "indicateur", "elemento", "requisito", "componente", "métrica", "módulo", "требование", "показатель", "компонент", "модуль", "项目",
    "項目", "检查项", "指标", "指標", "模块", "要件", "モジュール", "항목", "요구사항", "지표", "모듈", "chỉ số", "tiêu chuẩn", "mục",
];
