package health.keyward.contract.stepup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a model.
 *
 * @param verification ways to verify the user; the methods of a way are needed together
 * @param provesBiometric {@code fpt} or {@code face} when the metadata prove that it verifies its user by that alone
 * @param againstHardware what stands against accepting it as hardware-bound; null when nothing does
 * @param decisions newest first
 */
public record ModelDetail(
        ModelRow row,
        List<List<String>> verification,
        List<String> keyProtection,
        List<Accuracy> accuracy,
        List<Status> statuses,
        @Nullable String provesBiometric,
        @Nullable ModelObstacle againstHardware,
        List<Decision> decisions) {
    /**
     * How well a method tells people apart.
     *
     * @param falseAccept share of strangers it takes for its user, as its maker says
     * @param meetsDea whether that is at most one in a thousand (21 CFR 1311.116)
     */
    public record Accuracy(
            String method,
            @Nullable Double falseAccept,
            @Nullable Double falseReject,
            boolean meetsDea) {}

    public record Status(String word, @Nullable LocalDate since, boolean compromised) {}

    public record Decision(
            ModelAct act,
            String upTo,
            boolean biometric,
            @Nullable String testRecord,
            String byId,
            String byName,
            Instant at,
            String reason) {}
}
