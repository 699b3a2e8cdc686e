package health.keyward.verifier.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was found, bounded: the first of each class by place, and how many there were. */
public final class Findings {
    private static final int KEPT = 100;

    private final Map<Damage, TreeSet<Finding>> kept = new EnumMap<>(Damage.class);
    private final Map<Damage, Long> counts = new EnumMap<>(Damage.class);
    private final List<String> notices = new ArrayList<>();
    private long unkeptNotices;

    void add(Finding finding) {
        TreeSet<Finding> same = kept.computeIfAbsent(finding.damage(), d -> new TreeSet<>());
        if (same.add(finding)) {
            counts.merge(finding.damage(), 1L, Long::sum);
        }
        if (same.size() > KEPT) {
            same.pollLast();
        }
    }

    /** Something worth knowing that is not wrong. */
    void notice(String what) {
        if (notices.size() < KEPT) {
            notices.add(what);
        } else {
            unkeptNotices++;
        }
    }

    public boolean none() {
        return kept.isEmpty();
    }

    boolean any(Damage damage) {
        return kept.containsKey(damage);
    }

    /** The one to name: of the class that explains most, the first by place. */
    public Optional<Finding> first() {
        for (Damage damage : Damage.values()) {
            @Nullable TreeSet<Finding> same = kept.get(damage);
            if (same != null) {
                return Optional.of(same.first());
            }
        }
        return Optional.empty();
    }

    public List<Finding> all() {
        return kept.values().stream().flatMap(TreeSet::stream).toList();
    }

    public Map<Damage, Long> counts() {
        return counts;
    }

    public List<String> notices() {
        List<String> all = new ArrayList<>(notices);
        if (unkeptNotices > 0) {
            all.add("and " + unkeptNotices + " more");
        }
        return all;
    }
}
