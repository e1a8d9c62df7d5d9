//! A text longer than a model reads, as windows that overlap.

use std::ops::Range;

/// Window length and stride, in tokens without markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windows {
    window: usize,
    stride: usize,
}

/// One window: what the model is shown, and what of it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The tokens that the model is shown.
    pub shown: Range<usize>,
    /// The tokens whose outputs are taken from this window: those that are
    /// farther from its nearer edge than from that of a neighbour. An end of the
    /// text is no edge.
    pub served: Range<usize>,
}

impl Windows {
    /// `None` where windows would leave tokens out, or where more than two would
    /// overlap.
    #[must_use]
    pub fn new(window: usize, stride: usize) -> Option<Self> {
        let fits = stride > 0 && stride <= window && window <= 2 * stride;
        fits.then_some(Self { window, stride })
    }

    /// The windows of a text of so many tokens. Each token is served once.
    #[must_use]
    pub fn over(self, tokens: usize) -> Vec<Window> {
        let mut windows = Vec::new();
        if tokens == 0 {
            return windows;
        }
        // In a tie the earlier window serves.
        let kept = self.stride + (self.window - self.stride).div_ceil(2);
        let (mut start, mut begin) = (0, 0);
        loop {
            let last = start + self.window >= tokens;
            let end = if last { tokens } else { start + kept };
            windows.push(Window {
                shown: start..(start + self.window).min(tokens),
                served: begin..end,
            });
            if last {
                return windows;
            }
            begin = end;
            start += self.stride;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn neighbours_share_their_overlap_evenly() {
        let windows = Windows::new(254, 190).unwrap().over(500);
        let shown: Vec<_> = windows.iter().map(|window| window.shown.clone()).collect();
        assert_eq!(shown, [0..254, 190..444, 380..500]);
        let served: Vec<_> = windows.iter().map(|window| window.served.clone()).collect();
        assert_eq!(served, [0..222, 222..412, 412..500]);
    }

    #[test]
    fn a_stride_that_leaves_tokens_out_is_refused() {
        assert_eq!(Windows::new(10, 11), None);
        assert_eq!(Windows::new(10, 0), None);
        assert_eq!(Windows::new(10, 4), None);
    }

    proptest! {
        #[test]
        fn every_token_is_served_where_it_is_farthest_from_an_edge(
            (window, stride) in (2_usize..40).prop_flat_map(|window| {
                (Just(window), window.div_ceil(2)..=window)
            }),
            tokens in 0_usize..300,
        ) {
            let windows = Windows::new(window, stride).unwrap().over(tokens);
            let depth = |window: &Window, token: usize| {
                if !window.shown.contains(&token) {
                    return -1;
                }
                let left = if window.shown.start == 0 { usize::MAX } else { token - window.shown.start };
                let right = if window.shown.end == tokens { usize::MAX } else { window.shown.end - 1 - token };
                i64::try_from(left.min(right)).unwrap_or(i64::MAX)
            };
            for token in 0..tokens {
                let serving: Vec<_> = windows.iter().filter(|w| w.served.contains(&token)).collect();
                prop_assert_eq!(serving.len(), 1);
                let best = windows.iter().map(|window| depth(window, token)).max().unwrap();
                prop_assert_eq!(depth(serving[0], token), best);
            }
        }
    }
}
