package health.keyward.inactivity.rest;

import health.keyward.contract.inactivity.InactivityServiceAccount;
import health.keyward.contract.inactivity.InactivityServiceAct;
import health.keyward.contract.inactivity.InactivityServiceDraft;
import health.keyward.contract.inactivity.InactivityServiceHalt;
import health.keyward.contract.inactivity.InactivityServiceHeld;
import health.keyward.contract.inactivity.InactivityServiceOwner;
import health.keyward.contract.inactivity.InactivityServicePage;
import health.keyward.contract.inactivity.InactivityServicePolicy;
import health.keyward.contract.inactivity.InactivityServicePreview;
import health.keyward.contract.inactivity.InactivityServiceReason;
import health.keyward.contract.inactivity.InactivityServiceState;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.core.ServiceAccount;
import health.keyward.inactivity.core.ServicePolicy;
import health.keyward.inactivity.store.ServiceAccounts;
import health.keyward.inactivity.store.ServiceBreaker;
import health.keyward.inactivity.store.ServiceEngine;
import health.keyward.inactivity.store.ServicePolicies;
import health.keyward.inactivity.store.ServicePolicies.Version;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/inactivity/service-accounts}: who answers for a client, when it was last used, and what becomes of one nobody uses (IN-11). */
@Produces(MediaType.APPLICATION_JSON)
public final class ServiceAccountsResource {
    private static final String AREA = "SERVICE_ACCOUNT";
    private static final String PATH = "inactivity/service-accounts";

    private final ServiceDesk desk;
    private final ServicePolicies policies = new ServicePolicies();
    private final ServiceBreaker breaker = new ServiceBreaker();

    ServiceAccountsResource(ServiceDesk desk) {
        this.desk = desk;
    }

    @GET
    @Query.Of({"search", "owned", "state", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "search", "owned", "state", "cursor", "limit");
        ServiceAccounts.Filter filter = new ServiceAccounts.Filter(
                query.text("search").orElse(null),
                query.choice("owned", AccountsResource.YesNo.class)
                        .map(answer -> answer == AccountsResource.YesNo.YES)
                        .orElse(null),
                query.choice("state", ServiceAccount.State.class).orElse(null));
        ServiceAccounts.After after = query.text("cursor")
                .map(Places::parse)
                .map(place -> new ServiceAccounts.After(place.username(), place.id()))
                .orElse(ServiceAccounts.After.START);
        int limit = query.limit();
        desk.call().looked("GET " + PATH, query.question());
        Instant now = desk.now();
        RealmId realm = desk.call().realmId();
        return Wire.json(desk.database().read(tx -> {
            ServicePolicy policy =
                    policies.newest(tx, realm).map(Version::policy).orElse(ServicePolicy.NONE);
            List<ServiceAccount> found = desk.accounts().list(tx, realm, filter, after, now, limit + 1);
            List<ServiceAccount> shown = found.subList(0, Math.min(limit, found.size()));
            ServiceAccounts.Figures figures = desk.accounts().figures(tx, realm);
            return new InactivityServicePage(
                    shown.stream().map(one -> said(one, policy, now)).toList(),
                    found.size() > limit
                            ? Places.text(new health.keyward.inactivity.store.Directory.Place(
                                    shown.getLast().clientId(), shown.getLast().key()))
                            : null,
                    figures.accounts(),
                    figures.unowned());
        }));
    }

    @GET
    @Path("policy")
    public Response policy() {
        desk.call().withoutParameters();
        return Wire.json(desk.database().read(tx -> {
            RealmId realm = desk.call().realmId();
            return said(policies.newest(tx, realm).orElse(null), halted(tx, realm));
        }));
    }

    /** Says what a policy would do, now and later; nothing is kept. */
    @POST
    @Path("policy/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response preview(@Nullable String body) {
        desk.call().withoutParameters();
        InactivityServiceDraft asked = Wire.read(body == null ? "" : body, InactivityServiceDraft.class);
        ServicePolicy draft = draft(asked);
        desk.call()
                .looked(
                        "POST " + PATH + "/policy/preview",
                        "unusedDays=" + draft.unusedDays() + "&noticeDays=" + draft.noticeDays());
        return Wire.json(desk.database().read(tx -> {
            ServiceEngine.Dry dry = desk.engine().dry(tx, desk.call().realmId(), draft, asked.after());
            return new InactivityServicePreview(
                    dry.hash(),
                    dry.lines().stream()
                            .map(line -> said(line.account(), draft, desk.now()))
                            .toList());
        }));
    }

    /** Activates what was tried dry: the hash is that of a preview whose list still holds. */
    @POST
    @Path("policy")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response activate(@Nullable String body) {
        desk.call().withoutParameters().needsFresh("activate-service-account-policy");
        InactivityServiceDraft asked = Wire.read(body == null ? "" : body, InactivityServiceDraft.class);
        ServicePolicy draft = draft(asked);
        String reason = InactivityDesk.reason(asked.reason());
        RealmId realm = desk.call().realmId();
        return Wire.json(desk.database().write(tx -> {
            String hash = desk.engine().dry(tx, realm, draft, asked.after()).hash();
            Version version = new Version(
                    asked.after() + 1, draft, desk.now(), desk.call().user().getUsername(), reason);
            if (!hash.equals(asked.hash()) || !policies.add(tx, realm, version)) {
                throw Problems.conflict(
                        "overtaken", "This is not what a preview says now. Look at the preview and begin anew.");
            }
            changed(
                    "UPDATE",
                    "policy/" + version.number(),
                    "Disable after " + draft.unusedDays() + " unused days, told " + draft.noticeDays()
                            + " days before. Reason: " + reason);
            return said(version, halted(tx, realm));
        }));
    }

    @POST
    @Path("{client}/owner")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response owner(@PathParam("client") String key, @Nullable String body) {
        desk.call().withoutParameters().needs("own-service-account");
        InactivityServiceOwner asked = Wire.read(body == null ? "" : body, InactivityServiceOwner.class);
        String reason = InactivityDesk.reason(asked.reason());
        return acted(key, (tx, account) -> {
            String owner = asked.owner() == null ? "" : asked.owner();
            RealmId realm = desk.call().realmId();
            if (owner.isBlank() || !desk.accounts().mayOwn(tx, realm, new UserId(owner))) {
                throw Problems.badRequest(
                        "bad-owner", "Whoever answers for a client is a person of this realm who may sign in.");
            }
            desk.accounts().owned(tx, realm, account, new UserId(owner), desk.now());
            return "Owner of " + account.clientId() + " is " + owner + ". Reason: " + reason;
        });
    }

    @POST
    @Path("{client}/disable")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response disable(@PathParam("client") String key, @Nullable String body) {
        desk.call().withoutParameters().needsFresh("disable-service-account");
        String reason = reason(body);
        return acted(key, (tx, account) -> {
            if (account.kept() || account.clientId().equals(desk.call().actor().clientId())) {
                throw Problems.conflict("kept-client", "Administrators sign in through this client. It stays.");
            }
            if (!account.enabled()) {
                throw Problems.conflict("disabled-already", "This client is disabled already.");
            }
            return "Disabled " + account.clientId() + ", " + switched(tx, account, false) + ". Reason: " + reason;
        });
    }

    /** Lets a client sign in again, as it was; its unused days begin anew. */
    @POST
    @Path("{client}/restore")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response restore(@PathParam("client") String key, @Nullable String body) {
        desk.call().withoutParameters().needs("restore-service-account");
        String reason = reason(body);
        return acted(key, (tx, account) -> {
            if (account.at().state() != ServiceAccount.State.DISABLED || account.enabled()) {
                throw Problems.conflict("not-disabled", "This client was not disabled here, or is enabled already.");
            }
            return "Restored " + account.clientId() + ", " + switched(tx, account, true) + ". Reason: " + reason;
        });
    }

    @FunctionalInterface
    private interface Work {
        /** @return what is recorded */
        String on(Connection tx, ServiceAccount account) throws SQLException;
    }

    private Response acted(String key, Work work) {
        if (key.isBlank() || key.length() > 36 || key.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("bad-id", "A client's key has 1 to 36 characters.");
        }
        RealmId realm = desk.call().realmId();
        return Wire.json(desk.database().write(tx -> {
            ServiceAccount account = desk.accounts()
                    .find(tx, realm, key, desk.now())
                    .orElseThrow(() -> Problems.notFound("There is no confidential client with this key."));
            changed("ACTION", key, work.on(tx, account));
            return said(
                    desk.accounts().find(tx, realm, key, desk.now()).orElseThrow(),
                    policies.newest(tx, realm).map(Version::policy).orElse(ServicePolicy.NONE),
                    desk.now());
        }));
    }

    private String switched(Connection tx, ServiceAccount account, boolean enabled) throws SQLException {
        Accounts.Effect effect =
                desk.engine().switched(tx, desk.house(), desk.call().realmId(), account, enabled);
        if (!effect.done()) {
            throw Problems.conflict("not-done", "The client is not as it should be: " + effect.detail() + ".");
        }
        return effect.detail();
    }

    private void changed(String operation, String what, String said) {
        desk.ledger()
                .changed(desk.call().realmId(), desk.call().actor(), operation, AREA, PATH + "/" + what, null, said);
    }

    private static String reason(@Nullable String body) {
        return InactivityDesk.reason(Wire.read(body == null ? "" : body, InactivityServiceReason.class)
                .reason());
    }

    private static ServicePolicy draft(InactivityServiceDraft asked) {
        ServicePolicy draft = new ServicePolicy(asked.unusedDays(), asked.noticeDays());
        draft.fault().ifPresent(why -> {
            throw Problems.badRequest("bad-policy", why);
        });
        return draft;
    }

    private @Nullable InactivityServiceHalt halted(Connection tx, RealmId realm) throws SQLException {
        return breaker.waiting(tx, realm, desk.now())
                .map(halt ->
                        new InactivityServiceHalt(halt.since(), halt.clients().size(), halt.hash()))
                .orElse(null);
    }

    private static InactivityServicePolicy said(@Nullable Version version, @Nullable InactivityServiceHalt halt) {
        return version == null
                ? new InactivityServicePolicy(
                        0, ServicePolicy.NONE.unusedDays(), ServicePolicy.NONE.noticeDays(), null, null, null, halt)
                : new InactivityServicePolicy(
                        version.number(),
                        version.policy().unusedDays(),
                        version.policy().noticeDays(),
                        version.at(),
                        version.by(),
                        version.reason(),
                        halt);
    }

    private static InactivityServiceAccount said(ServiceAccount one, ServicePolicy policy, Instant now) {
        ServiceAccount.@Nullable Owner owner = one.owner();
        Optional<ServicePolicy.Next> next = policy.next(one, now);
        return new InactivityServiceAccount(
                one.key(),
                one.clientId(),
                one.name(),
                one.enabled(),
                one.acts(),
                one.kept(),
                one.firstSeen(),
                owner == null ? null : owner.id().value(),
                owner == null ? null : owner.username(),
                one.answeredFor(),
                one.ownUse(),
                one.otherUse(),
                InactivityServiceState.valueOf(one.at().state().name()),
                one.at().since(),
                next.map(found -> InactivityServiceAct.valueOf(found.act().name()))
                        .orElse(null),
                next.map(ServicePolicy.Next::at).orElse(null),
                next.map(ServicePolicy.Next::held)
                        .map(held -> InactivityServiceHeld.valueOf(held.name()))
                        .orElse(null));
    }
}
