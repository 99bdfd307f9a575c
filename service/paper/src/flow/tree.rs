//! What the marks mean: the structure that a screen reader is told (ISO 32000-1, 14.8).

/// An element of the structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Part,
    Heading {
        level: u8,
        title: String,
    },
    Paragraph,
    Quote,
    Code,
    List {
        numbers: bool,
    },
    /// A list of names with values.
    Facts,
    Item,
    Label,
    Body,
    Table {
        summary: String,
    },
    Head,
    Rows,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    Figure {
        alt: String,
    },
    Caption,
    Link,
    Contents,
    ContentsItem,
}

/// An element's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeId(usize);

/// The number of a place for marks: all marks of a slot are told together, in the order of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SlotId(usize);

impl SlotId {
    /// Its place among all.
    pub(crate) const fn index(self) -> usize {
        self.0
    }
}

/// What an element holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kid {
    Node(NodeId),
    Slot(SlotId),
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    kids: Vec<Kid>,
}

/// All elements.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    roots: Vec<NodeId>,
    slots: usize,
}

impl Tree {
    /// An element of the first level.
    pub(crate) fn root(&mut self, kind: Kind) -> NodeId {
        let id = self.node(kind);
        self.roots.push(id);
        id
    }

    /// An element within another, behind what is there already.
    pub(crate) fn child(&mut self, parent: NodeId, kind: Kind) -> NodeId {
        let id = self.node(kind);
        self.nodes[parent.0].kids.push(Kid::Node(id));
        id
    }

    /// A place for marks in an element.
    pub(crate) fn slot(&mut self, parent: NodeId) -> SlotId {
        let id = SlotId(self.slots);
        self.slots += 1;
        self.nodes[parent.0].kids.push(Kid::Slot(id));
        id
    }

    /// How many places there are.
    pub(crate) const fn slots(&self) -> usize {
        self.slots
    }

    /// The elements of the first level.
    pub(crate) fn roots(&self) -> &[NodeId] {
        &self.roots
    }

    /// What this element is, and what it holds.
    pub(crate) fn get(&self, id: NodeId) -> (&Kind, &[Kid]) {
        let node = &self.nodes[id.0];
        (&node.kind, &node.kids)
    }

    fn node(&mut self, kind: Kind) -> NodeId {
        self.nodes.push(Node { kind, kids: Vec::new() });
        NodeId(self.nodes.len() - 1)
    }
}
