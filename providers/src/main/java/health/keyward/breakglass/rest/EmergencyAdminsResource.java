package health.keyward.breakglass.rest;

import health.keyward.breakglass.core.Custodian;
import health.keyward.breakglass.core.EmergencyAccount;
import health.keyward.breakglass.core.EmergencyFactor;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.breakglass.keycloak.AskBook.Numbered;
import health.keyward.breakglass.keycloak.EmergencyRegisterKind;
import health.keyward.breakglass.store.AskText;
import health.keyward.contract.breakglass.EmergencyAdmin;
import health.keyward.contract.breakglass.EmergencyAdminFinding;
import health.keyward.contract.breakglass.EmergencyAdmins;
import health.keyward.contract.breakglass.EmergencyAdminsDraft;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;

/** {@code keyward/v1/breakglass/emergency-admins}, for system administrators: the register and what stands against it (EA-1). */
@Produces(MediaType.APPLICATION_JSON)
public final class EmergencyAdminsResource {
    private final EmergencyDesk desk;

    EmergencyAdminsResource(EmergencyDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response register() {
        AdminCall call = desk.call().withoutParameters();
        call.looked("GET breakglass/emergency-admins", "");
        Numbered<EmergencyRegister> now = desk.book().register(call.realmId());
        Map<String, Instant> drills = desk.standings().drills();
        return Wire.json(new EmergencyAdmins(
                now.number(),
                now.list().accounts().stream()
                        .map(account -> said(account, drills.get(account.id())))
                        .toList(),
                desk.book().findings(call.realm(), now.list()).stream()
                        .map(finding -> new EmergencyAdminFinding(
                                finding.code().name(), finding.account(), id(now.list(), finding.account())))
                        .toList(),
                AskProposals.said(desk.book().versions(call.realmId()))));
    }

    @POST
    @Path("proposals")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response propose(@Nullable String body) {
        desk.call().withoutParameters().needsFresh(EmergencyRegisterKind.KIND);
        EmergencyAdminsDraft draft = Wire.read(body == null ? "" : body, EmergencyAdminsDraft.class);
        EmergencyRegister register = new EmergencyRegister(read(draft.accounts()));
        AskProposals.sound(register.faults());
        String reason = AskProposals.reason(draft.reason());
        String hash = desk.book().keep(desk.call().realmId(), AskText.of(register));
        return AskProposals.propose(
                desk.call(), desk.approvals(), EmergencyRegisterKind.KIND, hash, draft.after(), reason);
    }

    private static @Nullable String id(EmergencyRegister register, @Nullable String name) {
        return register.accounts().stream()
                .filter(account -> account.name().equals(name))
                .map(EmergencyAccount::id)
                .findFirst()
                .orElse(null);
    }

    private static EmergencyAdmin said(EmergencyAccount account, @Nullable Instant lastDrill) {
        return new EmergencyAdmin(
                account.name(),
                account.purpose(),
                account.custodians().stream().map(Custodian::name).toList(),
                account.storage(),
                account.authenticator().name(),
                account.networks(),
                lastDrill);
    }

    private List<EmergencyAccount> read(@Nullable List<EmergencyAdmin> given) {
        if (given == null) {
            throw Problems.badRequest("bad-list", "A register has accounts, even if there are none.");
        }
        List<EmergencyAccount> accounts = new ArrayList<>();
        for (@Nullable EmergencyAdmin one : given) {
            if (one == null) {
                throw Problems.badRequest("bad-list", "An account is missing.");
            }
            UserModel account = person(one.account());
            if (!desk.standings().recoveryOnly(account)) {
                throw Problems.badRequest(
                        "bad-list",
                        account.getUsername() + " holds more than the roles that put things back in order.");
            }
            accounts.add(new EmergencyAccount(
                    account.getId(),
                    account.getUsername(),
                    words(one.purpose()),
                    AskProposals.words(one.custodians()).stream()
                            .map(this::custodian)
                            .toList(),
                    words(one.storage()),
                    EmergencyFactor.named(words(one.authenticator()))
                            .orElseThrow(() -> Problems.badRequest(
                                    "bad-list", "authenticator is one of " + List.of(EmergencyFactor.values()) + ".")),
                    AskProposals.words(one.networks())));
        }
        return accounts;
    }

    private Custodian custodian(String name) {
        UserModel person = person(name);
        return new Custodian(person.getId(), person.getUsername());
    }

    private UserModel person(@Nullable String name) {
        @Nullable
        UserModel found =
                desk.call().session().users().getUserByUsername(desk.call().realm(), words(name));
        if (found == null || !found.isEnabled() || found.getServiceAccountClientLink() != null) {
            throw Problems.badRequest("bad-list", "There is no enabled person " + words(name) + " in this realm.");
        }
        return found;
    }

    private static String words(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
