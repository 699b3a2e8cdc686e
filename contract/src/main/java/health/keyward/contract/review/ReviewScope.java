package health.keyward.contract.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is reviewed. What is empty or false narrows nothing; several hold together. Without any role, app or data class: every role.
 *
 * @param roles names of realm roles
 * @param apps client ids: their client roles
 * @param dataClasses roles whose attribute {@code keyward.sensitivity} is one of these
 * @param units values of the attribute {@code department} of people
 * @param groups whether memberships in groups that give such roles are items too
 * @param inherited whether such roles that come by a group or by another role are items too
 * @param serviceAccounts service accounts instead of people
 * @param breakGlassEligible only people who may ask for emergency access
 * @param exempt only people with an exemption from inactivity
 * @param dormantDays only people who have not signed in for so many days
 * @param changedSince id of a campaign; only what its items did not hold
 */
public record ReviewScope(
        List<String> roles,
        List<String> apps,
        List<String> dataClasses,
        List<String> units,
        boolean groups,
        boolean inherited,
        boolean serviceAccounts,
        boolean breakGlassEligible,
        boolean exempt,
        @Nullable Integer dormantDays,
        @Nullable String changedSince) {
    public ReviewScope {
        roles = List.copyOf(roles);
        apps = List.copyOf(apps);
        dataClasses = List.copyOf(dataClasses);
        units = List.copyOf(units);
    }
}
