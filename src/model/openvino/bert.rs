//! BERT (Devlin et al. 2019) with our heads as a graph: what rust-bert computes, on
//! texts of one length, which need no mask.

use rust_bert::bert::BertConfig;
use safetensors::tensor::{Dtype, SafeTensors, TensorView};

use super::ir::{Element, Graph, Value};
use crate::error::Error;
use crate::model::engine::Pooling;
use crate::model::folder::ModelFolder;

/// What BERT adds to a variance before the root, as an attribute; rust-bert knows no
/// other.
const EPSILON: &str = "eps=\"1e-12\"";

/// What is wrong with weights that are not those of the configuration.
const UNFIT: &str = "has weights that do not fit its config.json";

/// A model's graph from token ids `[texts, tokens]` to its outputs,
/// `[texts, outputs]` or `[texts, tokens, outputs]`: XML and constants.
pub(super) fn graph(
    folder: &ModelFolder,
    config: &BertConfig,
    pooling: Pooling,
) -> Result<(String, Vec<u8>), Error> {
    let path = folder.file("model.safetensors");
    let bytes = std::fs::read(&path).map_err(Error::read(&path))?;
    let weights = SafeTensors::deserialize(&bytes).map_err(|error| folder.failed(UNFIT, error))?;
    let mut bert = Bert {
        graph: Graph::default(),
        weights,
        folder,
        sizes: Sizes::of(config),
        activation: activation(folder, config)?,
    };
    let mut hidden = bert.embeddings()?;
    for layer in 0..config.num_hidden_layers {
        hidden = bert.layer(hidden, &format!("bert.encoder.layer.{layer}"))?;
    }
    if pooling == Pooling::Mean {
        let tokens = bert.graph.list(&[1]);
        let attributes = "keep_dims=\"false\"";
        hidden = bert
            .graph
            .operation(("ReduceMean", 1), attributes, &[hidden, tokens]);
    }
    let outputs = folder.outputs();
    if outputs > 0 {
        let hidden_size = bert.sizes.hidden;
        hidden = bert.linear(hidden, &["head"], hidden_size, outputs)?;
    }
    Ok(bert.graph.finish(hidden))
}

/// The sizes of the weights.
struct Sizes {
    hidden: usize,
    inner: usize,
    heads: usize,
    vocabulary: usize,
    places: usize,
    kinds: usize,
}

impl Sizes {
    /// Of a configuration that was checked.
    fn of(config: &BertConfig) -> Self {
        let size = |value: i64| usize::try_from(value).unwrap_or(0);
        Self {
            hidden: size(config.hidden_size),
            inner: size(config.intermediate_size),
            heads: size(config.num_attention_heads),
            vocabulary: size(config.vocab_size),
            places: size(config.max_position_embeddings),
            kinds: size(config.type_vocab_size),
        }
    }
}

/// An operation and its attributes.
type Activation = ((&'static str, u8), &'static str);

fn activation(folder: &ModelFolder, config: &BertConfig) -> Result<Activation, Error> {
    use rust_bert::Activation::{gelu, gelu_new, relu};
    Ok(match config.hidden_act {
        gelu => (("Gelu", 7), "approximation_mode=\"ERF\""),
        gelu_new => (("Gelu", 7), "approximation_mode=\"TANH\""),
        relu => (("ReLU", 1), ""),
        ref other => {
            let problem = format!("has the activation {other:?}, which only --engine torch knows");
            return Err(folder.problem(problem));
        }
    })
}

struct Bert<'a> {
    graph: Graph,
    weights: SafeTensors<'a>,
    folder: &'a ModelFolder,
    sizes: Sizes,
    activation: Activation,
}

impl Bert<'_> {
    /// The sum of each token's word, place and kind, which is the first for all.
    fn embeddings(&mut self) -> Result<Value, Error> {
        let hidden = self.sizes.hidden;
        let table = |name: &str| format!("bert.embeddings.{name}_embeddings.weight");
        let words = self.weight(&table("word"), &[self.sizes.vocabulary, hidden])?;
        let places = self.weight(&table("position"), &[self.sizes.places, hidden])?;
        let kinds = self.weight(&table("token_type"), &[self.sizes.kinds, hidden])?;
        let graph = &mut self.graph;
        let ids = graph.parameter(Element::I64, "?,?");
        let shape = graph.shape_of(ids);
        let (zero, one, first) = (graph.list(&[0]), graph.list(&[1]), graph.scalar(0));
        let take = ("Gather", 8);
        let plain = "batch_dims=\"0\"";
        let words = graph.operation(take, plain, &[words, ids, first]);
        let length = graph.operation(take, plain, &[shape, one, first]);
        let places = graph.operation(("Slice", 8), "", &[places, zero, length, one, zero]);
        let kind = graph.operation(take, plain, &[kinds, first, first]);
        let sum = self.add(words, kind);
        let sum = self.add(sum, places);
        self.norm(sum, "bert.embeddings.LayerNorm")
    }

    fn layer(&mut self, input: Value, name: &str) -> Result<Value, Error> {
        let (hidden, inner) = (self.sizes.hidden, self.sizes.inner);
        let attended = self.attention(input, &format!("{name}.attention.self"))?;
        let output = format!("{name}.attention.output");
        let attended = self.linear(attended, &[&format!("{output}.dense")], hidden, hidden)?;
        let sum = self.add(attended, input);
        let input = self.norm(sum, &format!("{output}.LayerNorm"))?;
        let dense = format!("{name}.intermediate.dense");
        let wide = self.linear(input, &[&dense], hidden, inner)?;
        let (operation, attributes) = self.activation;
        let wide = self.graph.operation(operation, attributes, &[wide]);
        let narrow = self.linear(wide, &[&format!("{name}.output.dense")], inner, hidden)?;
        let sum = self.add(narrow, input);
        self.norm(sum, &format!("{name}.output.LayerNorm"))
    }

    /// Self-attention, its three projections in one multiplication.
    fn attention(&mut self, input: Value, name: &str) -> Result<Value, Error> {
        let (hidden, heads) = (self.sizes.hidden, self.sizes.heads);
        let names = ["query", "key", "value"].map(|part| format!("{name}.{part}"));
        let names = [&names[0][..], &names[1], &names[2]];
        let projected = self.linear(input, &names, hidden, hidden)?;
        let size = |value: usize| i64::try_from(value).unwrap_or(i64::MAX);
        // [texts, tokens, 3, heads, width] to [3, texts, heads, tokens, width].
        let shape = [0, 0, 3, size(heads), size(hidden / heads)];
        let projected = self.reshape(projected, &shape);
        let projected = self.transpose(projected, &[2, 0, 3, 1, 4]);
        let axis = self.graph.list(&[0]);
        let parts = self.graph.split(projected, 0, 3);
        let mut part = |index: usize| {
            let inputs = [parts[index], axis];
            self.graph.operation(("Squeeze", 1), "", &inputs)
        };
        let (query, key, value) = (part(0), part(1), part(2));
        let width = ((hidden / heads) as f32).sqrt();
        let width = self.graph.constant(Element::F32, &[], &width.to_le_bytes());
        let multiply = |graph: &mut Graph, a, b, transposed| {
            let attributes = format!("transpose_a=\"false\" transpose_b=\"{transposed}\"");
            graph.operation(("MatMul", 1), &attributes, &[a, b])
        };
        let scores = multiply(&mut self.graph, query, key, true);
        let numpy = "auto_broadcast=\"numpy\" m_pythondiv=\"true\"";
        let scores = self.graph.operation(("Divide", 1), numpy, &[scores, width]);
        let scores = self
            .graph
            .operation(("SoftMax", 8), "axis=\"-1\"", &[scores]);
        let mixed = multiply(&mut self.graph, scores, value, false);
        let mixed = self.transpose(mixed, &[0, 2, 1, 3]);
        Ok(self.reshape(mixed, &[0, 0, size(hidden)]))
    }

    /// Linear layers of one shape side by side.
    fn linear(
        &mut self,
        input: Value,
        names: &[&str],
        from: usize,
        to: usize,
    ) -> Result<Value, Error> {
        let mut side_by_side = |part: &str, shape: &[usize]| {
            let values = names
                .iter()
                .map(|name| self.weight(&format!("{name}.{part}"), shape))
                .collect::<Result<Vec<_>, _>>()?;
            Ok::<_, Error>(match values[..] {
                [value] => value,
                _ => self.graph.operation(("Concat", 1), "axis=\"0\"", &values),
            })
        };
        let weight = side_by_side("weight", &[to, from])?;
        let bias = side_by_side("bias", &[to])?;
        let attributes = "transpose_a=\"false\" transpose_b=\"true\"";
        let product = self
            .graph
            .operation(("MatMul", 1), attributes, &[input, weight]);
        Ok(self.add(product, bias))
    }

    /// Layer normalisation (Ba et al. 2016).
    fn norm(&mut self, input: Value, name: &str) -> Result<Value, Error> {
        let shape = [self.sizes.hidden];
        let weight = self.weight(&format!("{name}.weight"), &shape)?;
        let bias = self.weight(&format!("{name}.bias"), &shape)?;
        let axis = self.graph.list(&[-1]);
        let attributes = format!("{EPSILON} normalize_variance=\"true\" eps_mode=\"INSIDE_SQRT\"");
        let normal = self
            .graph
            .operation(("MVN", 6), &attributes, &[input, axis]);
        let numpy = "auto_broadcast=\"numpy\"";
        let scaled = self
            .graph
            .operation(("Multiply", 1), numpy, &[normal, weight]);
        Ok(self.add(scaled, bias))
    }

    fn add(&mut self, a: Value, b: Value) -> Value {
        self.graph
            .operation(("Add", 1), "auto_broadcast=\"numpy\"", &[a, b])
    }

    fn reshape(&mut self, value: Value, shape: &[i64]) -> Value {
        let shape = self.graph.list(shape);
        self.graph
            .operation(("Reshape", 1), "special_zero=\"true\"", &[value, shape])
    }

    fn transpose(&mut self, value: Value, order: &[i64]) -> Value {
        let order = self.graph.list(order);
        self.graph.operation(("Transpose", 1), "", &[value, order])
    }

    /// A tensor of the weights, which must have that shape and hold numbers.
    fn weight(&mut self, name: &str, shape: &[usize]) -> Result<Value, Error> {
        let tensor = self
            .weights
            .tensor(name)
            .map_err(|error| self.folder.failed(UNFIT, error))?;
        if tensor.shape() != shape {
            let problem = format!("{UNFIT}: {name} is {:?}, not {shape:?}", tensor.shape());
            return Err(self.folder.problem(problem));
        }
        let element = match tensor.dtype() {
            Dtype::F32 => Element::F32,
            Dtype::F16 => Element::F16,
            Dtype::BF16 => Element::Bf16,
            other => {
                let problem = format!("has weights of kind {other:?}, in {name}");
                return Err(self.folder.problem(problem));
            }
        };
        if !is_finite(&tensor) {
            let problem = format!("has weights that are not numbers, in {name}");
            return Err(self.folder.problem(problem));
        }
        let stored = self.graph.constant(element, shape, tensor.data());
        Ok(self.graph.convert(stored, Element::F32))
    }
}

/// Whether no number has the exponent of ones that infinities and NaNs have.
fn is_finite(tensor: &TensorView) -> bool {
    let data = tensor.data();
    let (pairs, _) = data.as_chunks::<2>();
    let (fours, _) = data.as_chunks::<4>();
    let below = |ones: u16| {
        pairs
            .iter()
            .all(|pair| u16::from_le_bytes(*pair) & ones != ones)
    };
    match tensor.dtype() {
        Dtype::F16 => below(0x7c00),
        Dtype::BF16 => below(0x7f80),
        _ => fours
            .iter()
            .all(|four| f32::from_le_bytes(*four).is_finite()),
    }
}
