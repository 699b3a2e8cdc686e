package health.keyward.contract.breakglass;

import org.jspecify.annotations.Nullable;

/**
 * Something about the register that should not stay so.
 *
 * @param code for example {@code TOO_FEW_ACCOUNTS}, {@code SAME_AUTHENTICATOR} or {@code DRILL_OVERDUE}
 * @param account user name; null where it concerns the register as a whole
 * @param accountId Keycloak's id of that account
 */
public record EmergencyAdminFinding(
        String code, @Nullable String account, @Nullable String accountId) {}
