package health.keyward.contract.breakglass;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's account for when everything else is down.
 *
 * @param account user name
 * @param custodians user names of the three persons, any two of whom open it
 * @param storage where its authenticator lies
 * @param authenticator {@code PASSKEY}, {@code SECURITY_KEY} or {@code ONE_TIME_CODE}
 * @param networks in CIDR notation; it signs in from there only
 * @param lastDrill when it was last opened and used as an exercise; null when it never was, and not read in a draft
 */
public record EmergencyAdmin(
        @Nullable String account,
        @Nullable String purpose,
        @Nullable List<String> custodians,
        @Nullable String storage,
        @Nullable String authenticator,
        @Nullable List<String> networks,
        @Nullable Instant lastDrill) {}
