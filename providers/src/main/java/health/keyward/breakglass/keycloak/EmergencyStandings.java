package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.Custodian;
import health.keyward.breakglass.core.EmergencyAccount;
import health.keyward.breakglass.core.EmergencyFactor;
import health.keyward.breakglass.core.EmergencyFinding;
import health.keyward.breakglass.core.EmergencyFinding.Standing;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.breakglass.core.RecoveryRoles;
import health.keyward.breakglass.store.EmergencyOpenings;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.Database;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/** How the accounts of the register stand in Keycloak, and what should not stay so. */
public final class EmergencyStandings {
    private static final int MOST_ADMINS = 200;
    private static final Set<String> KEYS =
            Set.of(EmergencyFactor.PASSKEY.credentialType(), EmergencyFactor.SECURITY_KEY.credentialType());
    /** Nobody in an emergency needs these. */
    private static final Set<String> OTHERS = Set.of(
            AdminGate.SYSTEM_ADMIN,
            AdminGate.PRIVACY_OFFICER,
            AdminGate.REVIEWER,
            "break-glass-eligible",
            "controlled-substance-signer");

    private final KeycloakSession session;
    private final RealmModel realm;

    EmergencyStandings(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    public Map<String, Instant> drills() {
        return new Database(session).read(tx -> new EmergencyOpenings().drills(tx, new RealmId(realm.getId())));
    }

    public List<EmergencyFinding> findings(EmergencyRegister register, @Nullable Instant staffChanged, Instant now) {
        Map<String, Instant> drills = drills();
        List<Standing> standings = register.accounts().stream()
                .map(account -> standing(account, drills.get(account.id())))
                .toList();
        return EmergencyFinding.of(standings, daily(register), staffChanged, now);
    }

    private Standing standing(EmergencyAccount account, @Nullable Instant lastDrill) {
        @Nullable UserModel user = session.users().getUserById(realm, account.id());
        int ready = (int) account.custodians().stream()
                .map(Custodian::id)
                .filter(this::isReady)
                .count();
        return new Standing(
                account,
                user != null && user.isEnabled(),
                user == null ? Set.of() : types(user),
                user == null || recoveryOnly(user),
                ready,
                new EmergencySealing(session, new RealmId(realm.getId())).stands(account.id()),
                lastDrill);
    }

    private boolean isReady(String custodian) {
        @Nullable UserModel person = session.users().getUserById(realm, custodian);
        return person != null && person.isEnabled() && types(person).stream().anyMatch(KEYS::contains);
    }

    /** Whether this account holds nothing but recovery roles, whatever gives them. */
    public boolean recoveryOnly(UserModel user) {
        @Nullable ClientModel management = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        Set<RoleModel> held = RoleUtils.getDeepUserRoleMappings(user);
        Set<String> rights = held.stream()
                .filter(role -> role.isClientRole()
                        && management != null
                        && role.getContainerId().equals(management.getId()))
                .map(RoleModel::getName)
                .collect(Collectors.toSet());
        return RecoveryRoles.only(rights)
                && held.stream().noneMatch(role -> !role.isClientRole() && OTHERS.contains(role.getName()));
    }

    /** Types of second factors of the people who administer on ordinary days. */
    private Set<String> daily(EmergencyRegister register) {
        @Nullable RoleModel role = realm.getRole(AdminGate.SYSTEM_ADMIN);
        Stream<UserModel> holders =
                role == null ? Stream.empty() : session.users().getRoleMembersStream(realm, role, 0, MOST_ADMINS);
        return holders.filter(user -> register.account(user.getId()).isEmpty())
                .flatMap(user -> types(user).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> types(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getType)
                .filter(type -> Arrays.stream(EmergencyFactor.values())
                        .anyMatch(factor -> factor.credentialType().equals(type)))
                .collect(Collectors.toSet());
    }
}
