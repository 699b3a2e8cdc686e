package health.keyward.stepup.core;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the step-up map as somebody wrote it; whether it makes sense is for {@link MapCheck} to say. Within a condition any value matches, across
 * conditions all must; a condition without values always does.
 *
 * @param apps ids of apps as they call themselves
 * @param scopes names of client scopes
 * @param roles names of realm roles the person holds, directly or not
 * @param dataClasses what the app handles ({@code keyward.data_class})
 * @param actions what is about to be done; a rule with actions says nothing about a mere sign-in
 * @param networks where the request comes from (CIDR)
 * @param exceptNetworks where it does not come from, for example from inside the hospital
 * @param elevatedRisk whether it speaks only when something speaks against the request ({@link health.keyward.stepup.Risk})
 * @param level name of the level that is asked for
 * @param maxAgeSeconds how long ago the proof was given at most; null when that does not matter
 * @param differentFactor whether the proof must come from another credential than the one the person signed in with
 */
public record WrittenRule(
        String name,
        List<String> apps,
        List<String> scopes,
        List<String> roles,
        List<String> dataClasses,
        List<String> actions,
        List<String> networks,
        List<String> exceptNetworks,
        boolean elevatedRisk,
        String level,
        @Nullable Long maxAgeSeconds,
        boolean differentFactor) {
    public WrittenRule {
        name = name.strip();
        apps = tidy(apps);
        scopes = tidy(scopes);
        roles = tidy(roles);
        dataClasses = tidy(dataClasses);
        actions = tidy(actions);
        networks = tidy(networks);
        exceptNetworks = tidy(exceptNetworks);
    }

    /** In one order and once each, so that what means the same reads the same. */
    private static List<String> tidy(Collection<String> values) {
        return values.stream().map(String::strip).distinct().sorted().toList();
    }
}
