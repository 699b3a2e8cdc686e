package health.keyward.contract.inactivity;

import org.jspecify.annotations.Nullable;

/**
 * One policy of a realm. What it concerns is all that is named here; null means any. The most specific policy decides: a role counts for more than a
 * group, that for more than an employment type, that for more than a federation source, that for more than an account type.
 *
 * @param role name of a realm role; held directly, by group or inside another role
 * @param group path of a group, for example {@code /wards}; groups below it count
 * @param federation id of a user storage; {@code local} for accounts of none
 * @param used days since the last use
 * @param neverUsed days since the account was made, for one that was never used
 * @param archiveAfter days after it was disabled; 0 for never
 * @param deleteAfter days after it was archived; 0 for never
 * @param countNonInteractive whether refreshed tokens and the like count as use (IN-1)
 * @param endDate whether the account is disabled when {@code employment_end} has passed
 * @param noManager whether an account without {@code manager} is warned and disabled
 * @param violation whether an account with {@code policy_violation} is disabled
 */
public record InactivityPolicy(
        String name,
        @Nullable InactivityAccountType accountType,
        @Nullable String role,
        @Nullable String group,
        @Nullable String employmentType,
        @Nullable String federation,
        Limits used,
        Limits neverUsed,
        int archiveAfter,
        int deleteAfter,
        boolean countNonInteractive,
        boolean endDate,
        boolean noManager,
        boolean violation) {
    /** Days; each at least one more than the one before. */
    public record Limits(int warn, int warnAgain, int disable) {}
}
