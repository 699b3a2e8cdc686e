package health.keyward.trust.core;

import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.kernel.Actor;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a transaction may commit. It may not when it gives a protected role to anybody, or touches credentials, groups, roles or state of somebody
 * who holds one, or takes the protection away from a role, unless a system administrator of the realm does it in an admin call, or the realm has no system administrator yet. People may
 * always change their own credentials and profile outside the admin API.
 */
public final class ProtectedRoles {
    public static final Set<String> NAMES = Set.of(
            "system-admin",
            "privacy-officer",
            "break-glass-eligible",
            "controlled-substance-signer",
            "emergency-admin");

    /** Attribute that marks a further role as protected, with the value {@code true}. */
    public static final String MARK = "keyward.protected";

    private static final Set<String> STATE =
            Set.of("enabled", "email", "username", "emailVerified", "serviceAccountClientLink");

    /** Seen from outside the admin API, what merely touches a holder is nobody's business. */
    private static final Veto.Call OUTSIDE = new Veto.Call(Actor.NOBODY, false);

    private final Holders holders;

    public ProtectedRoles(Holders holders) {
        this.holders = holders;
    }

    /** What the rule needs to know of the realm, as it is after the transaction's changes. */
    public interface Holders {
        /** Whether this role is protected or carries a protected role within it. */
        boolean isOrContainsProtected(String roleId);

        /** Whether this group or one above it gives a protected role. */
        boolean groupGivesProtected(String groupId);

        /** Whether the person holds a protected role, or held one until this transaction began to delete them. */
        boolean holds(UserId person);

        /** Whether the acting person is a system administrator of the realm that is being changed, by the user model. */
        boolean isSystemAdmin(Veto.Call call);

        /** Whether the realm had a system administrator before this transaction. */
        boolean hasSystemAdmin(List<Touch> touches);

        /** Whether the realm itself was made or removed in this transaction. */
        boolean isNewOrGoneRealm(List<Touch> touches);
    }

    public Optional<String> refuses(List<Touch> touches, Veto.Call call) {
        Optional<String> offence = touches.stream()
                .map(touch -> offence(touch, call))
                .flatMap(Optional::stream)
                .findFirst();
        if (offence.isEmpty() || holders.isNewOrGoneRealm(touches) || !holders.hasSystemAdmin(touches)) {
            return Optional.empty();
        }
        return call.adminCall() && holders.isSystemAdmin(call) ? Optional.empty() : offence;
    }

    /** Whether this row gives a protected role to somebody or takes it, or makes something else protected. */
    public boolean givesOrTakes(Touch touch) {
        return offence(touch, OUTSIDE).isPresent();
    }

    private Optional<String> offence(Touch touch, Veto.Call call) {
        return switch (touch.thing()) {
            case "UserRoleMapping" ->
                holders.isOrContainsProtected(touch.ref("roleId").orElse(""))
                        ? Optional.of("only a system administrator grants or takes a protected role")
                        : Optional.empty();
            case "GroupRoleMapping" ->
                holders.isOrContainsProtected(touch.ref("roleId").orElse(""))
                        ? Optional.of("only a system administrator gives a protected role to a group")
                        : Optional.empty();
            case "CompositeRole" ->
                holders.isOrContainsProtected(childOf(touch))
                        ? Optional.of("only a system administrator puts a protected role into another role")
                        : Optional.empty();
            case "UserGroupMembership" ->
                touch.ref("groupId").filter(holders::groupGivesProtected).isPresent()
                                || holderTouchedByAdmin(touch, call)
                        ? Optional.of("only a system administrator changes the groups that concern a protected role")
                        : Optional.empty();
            case "Credential", "UserRequiredAction", "FederatedIdentity" ->
                holderTouchedByAdmin(touch, call)
                        ? Optional.of(
                                "only a system administrator changes the credentials of somebody who holds a protected"
                                        + " role")
                        : Optional.empty();
            case "Role", "RoleAttribute" ->
                namesProtected(touch)
                        ? Optional.of("only a system administrator renames, removes or unmarks a protected role")
                        : Optional.empty();
            case "Group" ->
                touch.kind() == Touch.Kind.UPDATED
                                && touch.fields().stream()
                                        .filter(f -> f.name().equals("parentId"))
                                        .anyMatch(f -> f.after() != null && holders.groupGivesProtected(f.after()))
                        ? Optional.of("only a system administrator moves a group to where it gets a protected role")
                        : Optional.empty();
            case "User" ->
                (touch.kind() != Touch.Kind.UPDATED || STATE.stream().anyMatch(touch::changes))
                                && touch.kind() != Touch.Kind.INSERTED
                                && call.adminCall()
                                && holders.holds(new UserId(touch.id()))
                        ? Optional.of(
                                "only a system administrator changes or deletes somebody who holds a protected role")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private boolean holderTouchedByAdmin(Touch touch, Veto.Call call) {
        return call.adminCall()
                && touch.ref("user").map(UserId::new).filter(holders::holds).isPresent();
    }

    /** The name is what makes a role protected, or the attribute; a new role may have the name as long as no other had it. */
    private static boolean namesProtected(Touch touch) {
        if (touch.thing().equals("RoleAttribute")) {
            return touch.kind() != Touch.Kind.INSERTED
                    && touch.ref("name").filter(MARK::equals).isPresent();
        }
        boolean named = touch.ref("name").filter(NAMES::contains).isPresent()
                && touch.ref("clientRole").filter("true"::equals).isEmpty();
        return switch (touch.kind()) {
            case INSERTED -> false;
            case DELETED -> named;
            case UPDATED ->
                touch.fields().stream()
                        .filter(f -> f.name().equals("name"))
                        .anyMatch(f -> named || (f.before() != null && NAMES.contains(f.before())));
        };
    }

    private static String childOf(Touch touch) {
        return touch.ref("childRole").or(() -> touch.ref("childRoleId")).orElse("");
    }
}
