package health.keyward.local.apply;

import java.util.List;

/** The differences between a realm and the blueprint, and the way to remove them. */
public final class Plan {
    private final List<String> differences;

    Plan(List<String> differences) {
        this.differences = List.copyOf(differences);
    }

    /** One line per difference, for people; empty when nothing is to do. */
    public List<String> differences() {
        return differences;
    }

    /** One line per thing that carries a name of ours and is not marked as ours; such a plan cannot be carried out. */
    public List<String> refusals() {
        return List.of();
    }

    public void carryOut() {}
}
