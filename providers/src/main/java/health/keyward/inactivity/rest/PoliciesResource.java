package health.keyward.inactivity.rest;

import health.keyward.contract.inactivity.InactivityAct;
import health.keyward.contract.inactivity.InactivityActivation;
import health.keyward.contract.inactivity.InactivityDraft;
import health.keyward.contract.inactivity.InactivityPolicies;
import health.keyward.contract.inactivity.InactivityPolicy;
import health.keyward.contract.inactivity.InactivityPreview;
import health.keyward.inactivity.core.Act;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.store.Engine;
import health.keyward.inactivity.store.PolicyBook;
import health.keyward.inactivity.store.PolicyBook.Draft;
import health.keyward.inactivity.store.PolicyBook.Version;
import health.keyward.inactivity.store.Runs;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/inactivity/policies}: what accounts are held to. Nothing is activated that was not tried dry first (IN-6). */
@Produces(MediaType.APPLICATION_JSON)
public final class PoliciesResource {
    private static final Duration DRY_RUN_HOLDS = Duration.ofDays(1);
    private static final int MOST = 50;

    private final InactivityDesk desk;
    private final PolicyBook book = new PolicyBook();

    PoliciesResource(InactivityDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response list() {
        desk.call().withoutParameters();
        return Wire.json(desk.database()
                .read(tx -> book.newest(tx, desk.call().realmId()))
                .map(PoliciesResource::said)
                .orElseGet(() -> {
                    Policies usual = Policies.usual(desk.now());
                    return new InactivityPolicies(
                            0,
                            null,
                            null,
                            null,
                            null,
                            usual.all().stream().map(Said::policy).toList(),
                            List.of());
                }));
    }

    private static InactivityPolicies said(Version version) {
        return new InactivityPolicies(
                version.number(),
                version.activatedAt(),
                version.activatedBy(),
                version.reason(),
                version.policies().baseline(),
                version.policies().all().stream().map(Said::policy).toList(),
                Said.conflicts(version.policies()));
    }

    /** Tries a draft dry and keeps both. */
    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response preview(@Nullable String body) {
        desk.call().withoutParameters();
        InactivityDraft asked = Wire.read(body == null ? "" : body, InactivityDraft.class);
        Policies draft = policies(asked);
        RealmId realm = desk.call().realmId();
        String hash = PolicyBook.hash(draft, asked.after());
        desk.call().looked("POST inactivity/policies/preview", "hash=" + hash);
        return Wire.json(desk.database().write(tx -> {
            Optional<Version> present = book.newest(tx, realm);
            if (present.map(Version::number).orElse(0L) != asked.after()) {
                throw overtaken();
            }
            Map<Act, List<UserId>> before = present.isPresent()
                    ? desk.engine().would(tx, desk.house(), realm, present.get().policies())
                    : Map.of();
            Engine.Preview preview = desk.engine().dryRun(tx, desk.house(), realm, draft, asked.after());
            book.draft(
                    tx,
                    realm,
                    new Draft(hash, draft, asked.after(), preview.run().id(), desk.now()));
            return new InactivityPreview(
                    hash,
                    Said.run(
                            preview.run(),
                            new Runs().counts(tx, List.of(preview.run().id()))),
                    Arrays.stream(Act.values())
                            .filter(act ->
                                    before.containsKey(act) || preview.now().containsKey(act))
                            .map(act -> line(
                                    act,
                                    before.getOrDefault(act, List.of()),
                                    preview.now().getOrDefault(act, List.of())))
                            .toList(),
                    Said.conflicts(draft),
                    preview.halts());
        }));
    }

    private static InactivityPreview.Line line(Act act, List<UserId> before, List<UserId> after) {
        Set<UserId> was = new HashSet<>(before);
        Set<UserId> is = new HashSet<>(after);
        return new InactivityPreview.Line(
                InactivityAct.valueOf(act.name()),
                was.size(),
                is.size(),
                is.stream().filter(id -> !was.contains(id)).count(),
                was.stream().filter(id -> !is.contains(id)).count());
    }

    private Policies policies(InactivityDraft asked) {
        if (asked.baseline() == null
                || asked.policies().isEmpty()
                || asked.policies().size() > MOST) {
            throw Problems.badRequest("bad-body", "A draft has a baseline and 1 to " + MOST + " policies.");
        }
        for (InactivityPolicy policy : asked.policies()) {
            if (policy.name() == null || policy.used() == null || policy.neverUsed() == null) {
                throw Problems.badRequest("bad-body", "A policy has a name and the days of its chain.");
            }
        }
        Policies draft = new Policies(
                asked.baseline().truncatedTo(ChronoUnit.MICROS),
                asked.policies().stream().map(Said::policy).toList());
        Optional<String> fault = draft.fault(desk.now());
        if (fault.isPresent()) {
            throw Problems.badRequest("bad-policy", fault.get());
        }
        Set<String> missing = new HashSet<>();
        draft.all().stream()
                .map(health.keyward.inactivity.core.Policy::role)
                .filter(Objects::nonNull)
                .filter(role -> desk.call().realm().getRole(role) == null)
                .forEach(missing::add);
        if (!missing.isEmpty()) {
            throw Problems.badRequest(
                    "no-such-role", "There is no realm role named " + String.join(", ", missing) + ".");
        }
        return draft;
    }

    @POST
    @Path("activate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response activate(@Nullable String body) {
        desk.call().withoutParameters().needsFresh("activate-inactivity");
        InactivityActivation asked = Wire.read(body == null ? "" : body, InactivityActivation.class);
        String reason = InactivityDesk.reason(asked.reason());
        if (asked.hash() == null || !asked.hash().matches("[0-9a-f]{64}")) {
            throw Problems.badRequest("bad-hash", "hash is that of a preview, 64 hex digits in lower case.");
        }
        RealmId realm = desk.call().realmId();
        return Wire.json(desk.database().write(tx -> {
            Draft draft = book.draft(tx, realm, asked.hash())
                    .filter(found -> !found.madeAt().plus(DRY_RUN_HOLDS).isBefore(desk.now()))
                    .orElseThrow(() -> Problems.conflict(
                            "no-dry-run", "Nothing of this hash was tried dry within a day. Ask for a preview first."));
            boolean first = book.activate(
                    tx,
                    realm,
                    draft,
                    new UserId(desk.call().user().getId()),
                    desk.call().user().getUsername(),
                    desk.now(),
                    reason);
            if (!first) {
                throw overtaken();
            }
            desk.ledger()
                    .changed(
                            realm,
                            desk.call().actor(),
                            "UPDATE",
                            "INACTIVITY_POLICIES",
                            "inactivity/policies/" + (draft.after() + 1),
                            null,
                            "Version " + (draft.after() + 1) + ", hash " + draft.hash() + ", dry run " + draft.dryRun()
                                    + ". Reason: " + reason);
            return said(book.newest(tx, realm).orElseThrow());
        }));
    }

    private static RuntimeException overtaken() {
        return Problems.conflict("overtaken", "Other policies were activated meanwhile. Look at them and begin anew.");
    }
}
