package health.keyward.inactivity.core;

import org.jspecify.annotations.Nullable;

/**
 * Which accounts it concerns, and what they are held to (IN-3, IN-4, IN-5). Of the conditions those that are null are none.
 *
 * @param role name of a realm role
 * @param group path of a group; those below it count
 * @param employmentType value of the attribute {@code employment_type}
 * @param federation id of a user storage, or {@link #LOCAL}
 * @param archiveAfter days after it was disabled; 0 for never
 * @param deleteAfter days after it was archived; 0 for never
 */
public record Policy(
        String name,
        @Nullable AccountType accountType,
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
    public static final String LOCAL = "local";

    /** Whether it concerns nobody but holders of some role. */
    public boolean needsRole() {
        return role != null || accountType == AccountType.BREAK_GLASS || accountType == AccountType.EMERGENCY;
    }

    /** How much it says about whom it means; one that names a role is always above one that does not, and so on down. */
    int specificity() {
        return (role == null ? 0 : 16)
                + (group == null ? 0 : 8)
                + (employmentType == null ? 0 : 4)
                + (federation == null ? 0 : 2)
                + (accountType == null ? 0 : 1);
    }

    boolean concerns(Account account) {
        return (accountType == null || accountType == account.type())
                && (role == null || account.roles().contains(role))
                && (group == null || account.groups().contains(group))
                && (employmentType == null || employmentType.equals(account.employmentType()))
                && (federation == null
                        || federation.equals(account.federation() == null ? LOCAL : account.federation()));
    }

    /** Whether some account might fall under both. */
    boolean mayMeet(Policy other) {
        return agree(accountType, other.accountType)
                && agree(employmentType, other.employmentType)
                && agree(federation, other.federation);
    }

    private static boolean agree(@Nullable Object one, @Nullable Object other) {
        return one == null || other == null || one.equals(other);
    }
}
