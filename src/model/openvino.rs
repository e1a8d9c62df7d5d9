//! The fast engine: OpenVINO, whose library is loaded at run time where it is found.
//! The graph is made from the same weights that the reference engine reads.

mod bert;
mod ir;

use std::path::{Path, PathBuf};

use openvino::{Core, DeviceType, ElementType, InferRequest, RwPropertyKey, Shape, Tensor};
use rust_bert::bert::BertConfig;

use super::batch::Batch;
use super::engine::{Engine, Pooling, Precision};
use super::folder::ModelFolder;
use crate::error::Error;

/// How the library's file begins; its version is behind.
const LIBRARY: &str = "libopenvino_c.so";

/// OpenVINO's library, loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    path: PathBuf,
    version: String,
}

impl Library {
    /// Loads the library of a folder. A process has one: where one is loaded already,
    /// that is it.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let unusable = |problem: String| Error::malformed(folder, problem);
        let entries = std::fs::read_dir(folder).map_err(Error::read(folder))?;
        let path = entries
            .flatten()
            .map(|entry| entry.path())
            .find(|path| {
                let name = path.file_name().unwrap_or_default();
                name.to_string_lossy().starts_with(LIBRARY)
            })
            .ok_or_else(|| unusable(format!("has no {LIBRARY}; scripts/setup fetches it")))?;
        openvino_sys::library::load_from(&path)
            .map_err(|problem| unusable(format!("cannot be used: {problem}")))?;
        // As in "2026.4.1-20001-abcdef-releases/2026/4".
        let version = openvino::version();
        let version = version.build_number.split('-').next().unwrap_or_default();
        Ok(Self {
            path,
            version: version.to_owned(),
        })
    }

    /// Its version, such as `2026.4.1`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Its file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// One worker's share of a compiled model.
pub(super) struct OpenVinoEngine {
    request: InferRequest,
    path: PathBuf,
}

impl OpenVinoEngine {
    /// Compiles the model once, and leaves an engine of one thread for each worker.
    pub(super) fn load(
        _: &Library,
        folder: &ModelFolder,
        config: &BertConfig,
        pooling: Pooling,
        precision: Precision,
        workers: usize,
    ) -> Result<Vec<Self>, Error> {
        let failed = |error| folder.failed("cannot be run by OpenVINO", error);
        let mut core =
            Core::new().map_err(|error| folder.failed("cannot be run by OpenVINO", error))?;
        let workers_text = workers.to_string();
        let precision = match precision {
            Precision::Fp32 => "f32",
            Precision::Bf16 => "bf16",
        };
        for (key, value) in [
            (RwPropertyKey::HintInferencePrecision, precision),
            (RwPropertyKey::NumStreams, &workers_text),
            (RwPropertyKey::InferenceNumThreads, &workers_text),
            // Another process may have been given the same processors.
            (RwPropertyKey::HintEnableCpuPinning, "NO"),
        ] {
            core.set_property(&DeviceType::CPU, &key, value)
                .map_err(failed)?;
        }
        // These are internal, and another version may not have them. Small operations
        // compiled together are slower here. And what is prepared for a shape is kept
        // for the last few shapes only: two megabytes each, and no time is won by more.
        for (key, value) in [
            ("SNIPPETS_MODE", "DISABLE"),
            ("CPU_RUNTIME_CACHE_CAPACITY", "20"),
        ] {
            let key = RwPropertyKey::Other(key.into());
            let _ = core.set_property(&DeviceType::CPU, &key, value);
        }

        let (xml, constants) = bert::graph(folder, config, pooling)?;
        let constants = tensor(ElementType::U8, &[constants.len()], &constants).map_err(failed)?;
        let model = core
            .read_model_from_buffer(xml.as_bytes(), Some(&constants))
            .map_err(failed)?;
        let mut compiled = core
            .compile_model(&model, DeviceType::CPU)
            .map_err(failed)?;
        (0..workers)
            .map(|_| {
                Ok(Self {
                    request: compiled.create_infer_request().map_err(failed)?,
                    path: folder.path().to_owned(),
                })
            })
            .collect()
    }

    fn outputs(&mut self, batch: &Batch) -> Result<Vec<Vec<f32>>, openvino::InferenceError> {
        let ids = tensor(ElementType::I64, &[batch.rows, batch.width], &batch.ids)?;
        self.request.set_input_tensor(&ids)?;
        self.request.infer()?;
        let outputs = self.request.get_output_tensor()?;
        let outputs = outputs.get_data::<f32>()?;
        let stride = outputs.len() / batch.rows.max(1);
        Ok(outputs.chunks(stride.max(1)).map(<[f32]>::to_vec).collect())
    }
}

impl Engine for OpenVinoEngine {
    fn forward(&mut self, batch: &Batch) -> Result<Vec<Vec<f32>>, Error> {
        self.outputs(batch).map_err(|error| Error::Model {
            path: self.path.clone(),
            problem: "failed on a batch".to_owned(),
            source: Some(Box::new(error)),
        })
    }
}

/// A tensor of `values`, as many as the sizes make.
fn tensor<T: Copy>(
    element: ElementType,
    sizes: &[usize],
    values: &[T],
) -> Result<Tensor, openvino::InferenceError> {
    let sizes: Vec<i64> = sizes
        .iter()
        .map(|&size| i64::try_from(size).unwrap_or(i64::MAX))
        .collect();
    let mut tensor = Tensor::new(element, &Shape::new(&sizes)?)?;
    tensor.get_data_mut()?.copy_from_slice(values);
    Ok(tensor)
}
