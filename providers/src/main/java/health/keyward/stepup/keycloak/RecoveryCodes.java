package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.stepup.core.Patience;
import health.keyward.stepup.core.RecoveryCode;
import health.keyward.stepup.store.SpentCodes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.credential.CredentialMetadata;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;

/** Keeps, checks and spends recovery codes (SU-7). */
final class RecoveryCodes implements CredentialProvider<RecoveryCodeSet>, CredentialInputValidator {
    private static final SpentCodes SPENT = new SpentCodes();

    private final KeycloakSession session;
    private final Clock clock;

    RecoveryCodes(KeycloakSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    @Override
    public String getType() {
        return RecoveryCodeSet.TYPE;
    }

    /** New codes take the place of older ones, Keycloak's own included: those have 62 bits and no salt, and no flow of ours asks for them. */
    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, RecoveryCodeSet set) {
        for (String type : List.of(RecoveryCodeSet.TYPE, RecoveryAuthnCodesCredentialModel.TYPE)) {
            user.credentialManager()
                    .getStoredCredentialsByTypeStream(type)
                    .map(CredentialModel::getId)
                    .toList()
                    .forEach(user.credentialManager()::removeStoredCredentialById);
        }
        new Database(session).write(tx -> {
            SPENT.forgetPerson(tx, new UserId(user.getId()));
            return true;
        });
        return user.credentialManager().createStoredCredential(set);
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String credentialId) {
        return user.credentialManager().removeStoredCredentialById(credentialId);
    }

    @Override
    public RecoveryCodeSet getCredentialFromModel(CredentialModel model) {
        return RecoveryCodeSet.stored(model);
    }

    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        return CredentialTypeMetadata.builder()
                .type(RecoveryCodeSet.TYPE)
                .category(CredentialTypeMetadata.Category.TWO_FACTOR)
                .displayName("keyward-recovery-codes-display-name")
                .helpText("keyward-recovery-codes-help-text")
                .iconCssClass("kcAuthenticatorRecoveryAuthnCodesClass")
                .createAction(RecoveryCodesAction.ID)
                .removeable(true)
                .build(session);
    }

    /** For the account console: says when few are left. */
    @Override
    public CredentialMetadata getCredentialMetadata(RecoveryCodeSet set, CredentialTypeMetadata type) {
        CredentialMetadata metadata = new CredentialMetadata();
        metadata.setCredentialModel(set);
        int left = left(set);
        metadata.setInfoMessage("keywardRecoveryCodesLeft", Integer.toString(left), Integer.toString(set.size()));
        if (left <= RecoveryCode.FEW) {
            metadata.setWarningMessageTitle("keywardRecoveryCodesFewTitle", Integer.toString(left));
            metadata.setWarningMessageDescription("keywardRecoveryCodesFewText");
        }
        return metadata;
    }

    @Override
    public boolean supportsCredentialType(String type) {
        return RecoveryCodeSet.TYPE.equals(type);
    }

    @Override
    public boolean supportsCredentialType(CredentialModel model) {
        return RecoveryCodeSet.TYPE.equals(model.getType());
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String type) {
        return supportsCredentialType(type) && held(user).isPresent();
    }

    /** Spends the code when it is right. One slow hash, whether the code exists or not. */
    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        Optional<RecoveryCodeSet> held = held(user);
        Optional<RecoveryCode> typed =
                Optional.ofNullable(input.getChallengeResponse()).flatMap(RecoveryCode::read);
        if (!supportsCredentialType(input.getType()) || held.isEmpty() || typed.isEmpty()) {
            return false;
        }
        return new Database(session).write(tx -> {
            Try one = new Try(tx, new RealmId(realm.getId()), new UserId(user.getId()), now());
            return one.mayBeMade() && one.of(typed.get(), held.get(), new SlowHash(session));
        });
    }

    /** Until when no code of this person is looked at. */
    Optional<Instant> waits(RealmModel realm, UserModel user) {
        return new Database(session).write(tx -> {
            SpentCodes.Tries tries = SPENT.hold(tx, new RealmId(realm.getId()), new UserId(user.getId()), now());
            return Patience.until(tries.failures(), tries.last(), now());
        });
    }

    /** How many codes the person can still use. */
    int left(UserModel user) {
        return held(user).map(this::left).orElse(0);
    }

    private int left(RecoveryCodeSet set) {
        return set.size()
                - new Database(session).write(tx -> SPENT.of(tx, set.getId())).size();
    }

    private static Optional<RecoveryCodeSet> held(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(RecoveryCodeSet.TYPE)
                .findFirst()
                .map(RecoveryCodeSet::stored);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** One code, typed by one person, while nobody else's try with the codes of that person counts. */
    private record Try(Connection tx, RealmId realm, UserId person, Instant now) {
        boolean mayBeMade() throws SQLException {
            SpentCodes.Tries before = SPENT.hold(tx, realm, person, now);
            return Patience.until(before.failures(), before.last(), now).isEmpty();
        }

        boolean of(RecoveryCode typed, RecoveryCodeSet held, SlowHash hash) throws SQLException {
            Optional<SlowHash.Hashed> chosen = held.chosenBy(typed.selector());
            boolean fits = hash.fits(typed.secret(), chosen.orElseGet(held::decoy)) && chosen.isPresent();
            if (fits && SPENT.spend(tx, realm, person, held.getId(), typed.selector(), now)) {
                SPENT.forgive(tx, realm, person);
                return true;
            }
            SPENT.failed(tx, realm, person, now);
            return false;
        }
    }
}
