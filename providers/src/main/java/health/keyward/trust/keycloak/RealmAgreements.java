package health.keyward.trust.keycloak;

import health.keyward.approval.Approvals;
import health.keyward.approval.Approved;
import health.keyward.audit.Ledger;
import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.Doors;
import health.keyward.trust.core.TwoHands;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** What the rule of two persons asks, answered from Keycloak's model and the approval room. */
record RealmAgreements(KeycloakSession session, RealmModel realm, RealmHolders holders, boolean wanted)
        implements TwoHands.Agreements {
    private static final Set<String> SECOND_FACTORS = Set.of(
            OTPCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_TWOFACTOR, WebAuthnCredentialModel.TYPE_PASSWORDLESS);

    @Override
    public boolean confirmed(Touch touch) {
        return Doors.all(session, Approvals.class).stream()
                .flatMap(approvals -> approvals.executing().stream())
                .anyMatch(approved -> isExactly(approved, touch));
    }

    private boolean isExactly(Approved approved, Touch touch) {
        Map<String, String> asked = approved.change().asked();
        RoleModel role = realm.getRole(asked.getOrDefault("role", ""));
        Touch.Kind kind = "GRANT".equals(asked.get("act")) ? Touch.Kind.INSERTED : Touch.Kind.DELETED;
        return approved.change().kind().equals(ProtectedRoleKind.KIND)
                && approved.change().realm().value().equals(realm.getId())
                && role != null
                && touch.thing().equals("UserRoleMapping")
                && touch.kind() == kind
                && touch.ref("roleId").filter(role.getId()::equals).isPresent()
                && touch.ref("user")
                        .filter(user -> user.equals(asked.get("person")))
                        .isPresent();
    }

    @Override
    public boolean possible(List<Touch> touches) {
        RoleModel role = realm.getRole(AdminGate.SYSTEM_ADMIN);
        if (role == null || holders.isNewOrGoneRealm(touches)) {
            return false;
        }
        Set<String> granted = people(touches, role, Touch.Kind.INSERTED);
        Set<String> taken = people(touches, role, Touch.Kind.DELETED);
        return Stream.concat(
                                session.users().getRoleMembersStream(realm, role),
                                taken.stream().map(id -> session.users().getUserById(realm, id)))
                        .filter(person -> person != null && !granted.contains(person.getId()))
                        .filter(RealmAgreements::hasSecondFactor)
                        .map(UserModel::getId)
                        .distinct()
                        .limit(2)
                        .count()
                == 2;
    }

    private static Set<String> people(List<Touch> touches, RoleModel role, Touch.Kind kind) {
        return touches.stream()
                .filter(t -> t.thing().equals("UserRoleMapping") && t.kind() == kind)
                .filter(t -> t.ref("roleId").filter(role.getId()::equals).isPresent())
                .flatMap(t -> t.ref("user").stream())
                .collect(Collectors.toSet());
    }

    private static boolean hasSecondFactor(UserModel person) {
        return person.isEnabled()
                && person.credentialManager()
                        .getStoredCredentialsStream()
                        .anyMatch(credential -> SECOND_FACTORS.contains(credential.getType()));
    }

    @Override
    public void alone(Touch touch, Veto.Call call) {
        Doors.open(session, Ledger.class)
                .changed(
                        new RealmId(realm.getId()),
                        call.actor(),
                        "ACTION",
                        "PROTECTED_ROLE",
                        "protected-roles",
                        touch.ref("user").orElse(null),
                        "By one person: the realm has fewer than two system administrators with a second factor.");
    }
}
