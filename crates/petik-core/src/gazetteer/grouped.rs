//! Many short lists in one: the regions of each name, the terms in each region.

/// Things in groups, which have numbers.
#[derive(Debug)]
pub(super) struct Grouped<T> {
    /// Where the things of each group begin; one more for the end of the last.
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T: Copy> Grouped<T> {
    /// Groups `pairs` of group and thing, which stay in their order, into so many groups.
    pub(super) fn of(pairs: &[(u32, T)], groups: usize) -> Self {
        let mut starts = vec![0; groups + 1];
        pairs.iter().for_each(|(group, _)| starts[*group as usize] += 1);
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut all: Vec<T> = pairs.iter().map(|(_, thing)| *thing).collect();
        for (group, thing) in pairs.iter().rev() {
            let start = &mut starts[*group as usize];
            *start -= 1;
            all[*start as usize] = *thing;
        }
        Grouped { starts, all }
    }

    /// The things of a group; none of one that is not there.
    pub(super) fn get(&self, group: usize) -> &[T] {
        match self.starts.get(group..) {
            Some([start, end, ..]) => &self.all[*start as usize..*end as usize],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_stand_in_their_groups_in_their_order() {
        let grouped = Grouped::of(&[(1, 'a'), (0, 'b'), (1, 'c'), (3, 'd')], 4);
        let groups: Vec<String> = (0..5).map(|group| grouped.get(group).iter().collect()).collect();
        assert_eq!(groups, ["b", "ac", "", "d", ""]);
    }
}
