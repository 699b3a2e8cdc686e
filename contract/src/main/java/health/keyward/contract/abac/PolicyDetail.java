package health.keyward.contract.abac;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bundle, looked into.
 *
 * @param version null for the bundle of the installation
 * @param revision null when it cannot be read
 * @param signed whether a signature was asked for and found good
 * @param reasons why it may refuse
 * @param cases how many questions it brings along
 * @param failed those that are decided otherwise than it says, up to 50
 * @param coverage how much of its rules its tests cover, in percent; null when it brings no report
 * @param obstacles to its publication; empty when there are none
 */
public record PolicyDetail(
        @Nullable PolicyVersion version,
        @Nullable String revision,
        boolean signed,
        List<String> roots,
        List<File> files,
        List<Reason> reasons,
        int cases,
        List<FailedCase> failed,
        @Nullable Double coverage,
        List<String> obstacles) {
    /** @param text whether it can be shown */
    public record File(String name, int size, String sha256, boolean text) {}

    /**
     * A reason a rule may give.
     *
     * @param user for the person, by language
     * @param admin for administrators, by language
     */
    public record Reason(String code, String title, Map<String, String> user, Map<String, String> admin) {}

    public record FailedCase(String name, String detail) {}
}
