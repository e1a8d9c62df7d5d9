//! A graph in OpenVINO's intermediate representation (IR, version 11): the operations
//! as XML, and the constants as bytes to which the XML points.

use std::fmt::Write as _;

/// The precision of numbers, as the representation names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    F32,
    F16,
    Bf16,
    I64,
}

impl Element {
    /// In an operation's attributes.
    fn attribute(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::F16 => "f16",
            Self::Bf16 => "bf16",
            Self::I64 => "i64",
        }
    }

    /// At an operation's port.
    fn port(self) -> &'static str {
        match self {
            Self::F32 => "FP32",
            Self::F16 => "FP16",
            Self::Bf16 => "BF16",
            Self::I64 => "I64",
        }
    }
}

/// An output of an operation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    layer: usize,
    port: usize,
    element: Element,
}

/// A graph that grows, each operation behind those that it takes its inputs from.
#[derive(Debug, Default)]
pub(super) struct Graph {
    count: usize,
    layers: String,
    edges: String,
    constants: Vec<u8>,
}

impl Graph {
    /// The graph's input, of a shape such as `?,?`.
    pub(super) fn parameter(&mut self, element: Element, shape: &str) -> Value {
        let data = format!("shape=\"{shape}\" element_type=\"{}\"", element.attribute());
        self.add(("Parameter", 1), &data, &[], 1, element)
    }

    /// A constant; `bytes` are little-endian, row after row.
    pub(super) fn constant(&mut self, element: Element, shape: &[usize], bytes: &[u8]) -> Value {
        let shape: Vec<String> = shape.iter().map(ToString::to_string).collect();
        let data = format!(
            "element_type=\"{}\" shape=\"{}\" offset=\"{}\" size=\"{}\"",
            element.attribute(),
            shape.join(","),
            self.constants.len(),
            bytes.len()
        );
        self.constants.extend_from_slice(bytes);
        // Numbers are read in place, so that each begins where eight bytes would.
        self.constants
            .resize(self.constants.len().next_multiple_of(8), 0);
        self.add(("Const", 1), &data, &[], 1, element)
    }

    /// A list of whole numbers, such as axes.
    pub(super) fn list(&mut self, values: &[i64]) -> Value {
        let bytes: Vec<u8> = values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect();
        self.constant(Element::I64, &[values.len()], &bytes)
    }

    /// A whole number without a dimension.
    pub(super) fn scalar(&mut self, value: i64) -> Value {
        self.constant(Element::I64, &[], &value.to_le_bytes())
    }

    /// An operation of an operation set, with attributes such as `axis="-1"`, whose
    /// one output has its first input's kind of number.
    pub(super) fn operation(
        &mut self,
        operation: (&str, u8),
        attributes: &str,
        inputs: &[Value],
    ) -> Value {
        let element = inputs.first().map_or(Element::F32, |input| input.element);
        self.add(operation, attributes, inputs, 1, element)
    }

    /// A value split into `parts` along an axis.
    pub(super) fn split(&mut self, value: Value, axis: i64, parts: usize) -> Vec<Value> {
        let axis = self.scalar(axis);
        let attributes = format!("num_splits=\"{parts}\"");
        let inputs = [value, axis];
        let first = self.add(("Split", 1), &attributes, &inputs, parts, value.element);
        let parts = first.port..first.port + parts;
        parts.map(|port| Value { port, ..first }).collect()
    }

    /// The value in another kind of numbers.
    pub(super) fn convert(&mut self, value: Value, to: Element) -> Value {
        if value.element == to {
            return value;
        }
        let attributes = format!("destination_type=\"{}\"", to.attribute());
        self.add(("Convert", 1), &attributes, &[value], 1, to)
    }

    /// The lengths of a value's dimensions.
    pub(super) fn shape_of(&mut self, value: Value) -> Value {
        let attributes = "output_type=\"i64\"";
        self.add(("ShapeOf", 3), attributes, &[value], 1, Element::I64)
    }

    /// The XML of the graph that puts out `result`, and the bytes of its constants.
    pub(super) fn finish(mut self, result: Value) -> (String, Vec<u8>) {
        self.add(("Result", 1), "", &[result], 0, result.element);
        let xml = format!(
            "<?xml version=\"1.0\"?><net name=\"hedgerow\" version=\"11\"><layers>{}</layers>\
             <edges>{}</edges></net>",
            self.layers, self.edges
        );
        (xml, self.constants)
    }

    /// Adds an operation, whose ports are counted through from the first input to the
    /// last output. Leaves its first output.
    fn add(
        &mut self,
        (kind, set): (&str, u8),
        attributes: &str,
        inputs: &[Value],
        outputs: usize,
        element: Element,
    ) -> Value {
        let layer = self.count;
        self.count += 1;
        let mut text = format!(
            "<layer id=\"{layer}\" name=\"{layer}\" type=\"{kind}\" version=\"opset{set}\">"
        );
        // Writing to a String cannot fail.
        if !attributes.is_empty() {
            let _ = write!(text, "<data {attributes}/>");
        }
        let _ = write!(text, "<input>");
        for (port, input) in inputs.iter().enumerate() {
            let _ = write!(text, "<port id=\"{port}\"/>");
            let _ = write!(
                self.edges,
                "<edge from-layer=\"{}\" from-port=\"{}\" to-layer=\"{layer}\" to-port=\"{port}\"/>",
                input.layer, input.port
            );
        }
        let _ = write!(text, "</input><output>");
        for port in inputs.len()..inputs.len() + outputs {
            let _ = write!(
                text,
                "<port id=\"{port}\" precision=\"{}\"/>",
                element.port()
            );
        }
        let _ = write!(text, "</output></layer>");
        self.layers += &text;
        Value {
            layer,
            port: inputs.len(),
            element,
        }
    }
}
