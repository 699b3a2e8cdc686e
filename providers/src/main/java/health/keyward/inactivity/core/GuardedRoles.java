package health.keyward.inactivity.core;

import java.util.List;

/** Roles that only system administrators give and take; the room trust guards them. */
public final class GuardedRoles {
    public static final String BREAK_GLASS = "break-glass-eligible";
    public static final String EMERGENCY = "emergency-admin";
    public static final List<String> NAMES =
            List.of("system-admin", "privacy-officer", BREAK_GLASS, "controlled-substance-signer", EMERGENCY);
    /** Attribute that marks a further role, with the value {@code true}. */
    public static final String MARK = "keyward.protected";

    private GuardedRoles() {}
}
