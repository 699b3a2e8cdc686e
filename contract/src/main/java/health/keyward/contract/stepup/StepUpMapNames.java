package health.keyward.contract.stepup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule can name in this realm. */
public record StepUpMapNames(List<App> apps, List<String> scopes, List<String> roles) {
    /**
     * An app.
     *
     * @param name what people call it; null when it has no name
     * @param dataClass what it handles; null when it does not say, and then it counts as {@code phi}
     */
    public record App(
            String id, @Nullable String name, @Nullable String dataClass) {}
}
