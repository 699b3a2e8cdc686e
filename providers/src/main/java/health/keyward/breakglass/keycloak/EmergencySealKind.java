package health.keyward.breakglass.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.audit.Ledger;
import health.keyward.breakglass.core.EmergencyAccount;
import health.keyward.breakglass.core.EmergencyOpening.State;
import health.keyward.breakglass.core.EmergencySeal;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;

/**
 * Binds what an emergency account holds after it was enrolled anew, so that it can be opened again (EA-8). Asked: {@code account} (Keycloak's id). Who confirms
 * neither keeps the account nor opened it the last time.
 */
final class EmergencySealKind implements Approvable {
    static final String KIND = "emergency-seal";

    private final KeycloakSession session;
    private final EmergencyBook book;
    private final EmergencyDoor door;

    EmergencySealKind(KeycloakSession session, EmergencyBook book, EmergencyDoor door) {
        this.session = session;
        this.book = book;
        this.door = door;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean mayConcernProposer() {
        return false;
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        if (!asked.keySet().equals(Set.of("account"))) {
            return new Reading.Unclear("Ask for account (user id).");
        }
        Optional<EmergencyAccount> account = book.register(realm).list().account(asked.getOrDefault("account", ""));
        if (account.isEmpty()) {
            return new Reading.Unclear("There is no such account in the register of emergency administrators.");
        }
        boolean running = door.newest(realm, account.get().id())
                .filter(opening -> opening.state(door.now()) != State.OVER || opening.isUnfinished())
                .isPresent();
        if (running) {
            return new Reading.Unclear("The account is being opened or is in use. Wait until its session is over.");
        }
        EmergencySealing sealing = new EmergencySealing(session, realm);
        List<CredentialModel> held = sealing.held(account.get().id());
        String wanted = account.get().authenticator().credentialType();
        if (held.stream().noneMatch(credential -> wanted.equals(credential.getType()))) {
            return new Reading.Unclear("The account does not hold the authenticator of the register. Enrol it first.");
        }
        if (sealing.stands(account.get().id())) {
            return new Reading.Unclear("What it holds is bound already, or it was never used.");
        }
        List<Change.Line> lines = new ArrayList<>();
        held.stream()
                .sorted(Comparator.comparing(CredentialModel::getId))
                .forEach(credential -> lines.add(new Change.Line(
                        "credential " + credential.getType() + " " + credential.getId(), null, "bound")));
        return new Reading.Clear(new Change(
                KIND,
                realm,
                "Bind what " + account.get().name() + " was enrolled with anew",
                new UserId(account.get().id()),
                asked,
                lines));
    }

    @Override
    public Execution execute(Approved approved) {
        RealmId realm = approved.change().realm();
        String id = approved.change().asked().getOrDefault("account", "");
        Optional<EmergencyAccount> account = book.register(realm).list().account(id);
        if (account.isEmpty()) {
            return new Execution.NotDone("The account was taken out of the register.");
        }
        String confirming = approved.approver().userId();
        boolean opened = door.newest(realm, id)
                .filter(opening -> opening.openedBy(confirming))
                .isPresent();
        if (account.get().keptBy(confirming) || opened) {
            return new Execution.NotDone("Who keeps the account or opened it does not confirm this.");
        }
        EmergencySealing sealing = new EmergencySealing(session, realm);
        sealing.seal(
                id,
                new EmergencySeal(
                        EmergencySealing.ids(sealing.held(id)),
                        approved.proposal(),
                        approved.proposer().userId(),
                        confirming,
                        book.now()));
        Doors.open(session, Ledger.class)
                .changed(
                        realm,
                        new Actor(
                                realm.value(),
                                confirming,
                                approved.approver().username(),
                                null,
                                approved.approver().sessionId(),
                                null),
                        "UPDATE",
                        "EMERGENCY_SEAL",
                        "breakglass/emergency-admins/" + id,
                        id,
                        "Bound " + approved.change().lines().size()
                                + " credential(s) of an emergency account, as agreed in proposal "
                                + approved.proposal() + ".");
        return new Execution.Done();
    }
}
