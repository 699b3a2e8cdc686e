package health.keyward.contract.stepup;

import org.jspecify.annotations.Nullable;

/**
 * A decision about a model.
 *
 * @param upTo {@code phr} or {@code phrh}; for {@code ACCEPTED} alone
 * @param biometric whether its biometric is accepted and told to apps; for {@code ACCEPTED} alone
 * @param testRecord where that was tested and with what result; may be left out
 * @param reason 3 to 500 characters
 */
public record ModelDecisionRequest(
        @Nullable ModelAct act,
        @Nullable String upTo,
        @Nullable Boolean biometric,
        @Nullable String testRecord,
        @Nullable String reason) {}
