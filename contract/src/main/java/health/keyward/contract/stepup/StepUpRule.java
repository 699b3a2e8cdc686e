package health.keyward.contract.stepup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the step-up map. Within a condition any value matches, across conditions all must; an empty condition always does.
 *
 * @param name unique in the map, 3 to 80 characters
 * @param apps ids of apps as they call themselves
 * @param scopes names of client scopes
 * @param roles names of realm roles the person holds, directly or not
 * @param dataClasses {@code phi}, {@code limited}, {@code internal}, {@code none}
 * @param actions what is about to be done, for example {@code admin:dispose}; a rule with actions says nothing about a mere sign-in
 * @param networks where the request comes from (CIDR)
 * @param exceptNetworks where it does not come from
 * @param elevatedRisk whether it speaks only when the risk is elevated: after failed attempts, or from a network that is new for the person
 * @param level what is asked for: {@code pwd}, {@code mfa}, {@code phr}, {@code phrh}
 * @param maxAgeSeconds how old the proof may be, 0 (each time) to 43200; null when any age will do
 * @param differentFactor whether it must come from another credential than the one the person signed in with
 */
public record StepUpRule(
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
        boolean differentFactor) {}
