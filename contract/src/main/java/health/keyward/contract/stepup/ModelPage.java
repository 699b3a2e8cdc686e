package health.keyward.contract.stepup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Models: those people have first, by how many; then by name.
 *
 * @param total how many there are in all by that question
 * @param next cursor of the next page; null on the last one
 */
public record ModelPage(
        List<ModelRow> rows,
        int total,
        Glance glance,
        @Nullable String next) {
    /**
     * The whole realm at a glance, whatever was asked.
     *
     * @param models that people have
     * @param credentials of all models together
     * @param hardwareBound of these, how many have proven a model that is accepted for phrh
     * @param accepted models that are accepted and not compromised
     * @param refused of the credentials, how many are of a model that is refused or compromised
     */
    public record Glance(int models, long credentials, long hardwareBound, int accepted, long refused) {}
}
