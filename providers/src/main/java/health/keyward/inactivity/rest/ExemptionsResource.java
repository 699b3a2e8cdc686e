package health.keyward.inactivity.rest;

import health.keyward.contract.inactivity.EndInactivityExemption;
import health.keyward.contract.inactivity.InactivityExemption;
import health.keyward.contract.inactivity.InactivityExemptionKind;
import health.keyward.contract.inactivity.InactivityExemptionPage;
import health.keyward.contract.inactivity.NewInactivityExemption;
import health.keyward.inactivity.core.Exemption;
import health.keyward.inactivity.store.Directory;
import health.keyward.inactivity.store.Exemptions;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.PageKey;
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
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/inactivity/exemptions}: whose account is left alone for a while, and who is on leave (IN-8, IN-9). */
@Produces(MediaType.APPLICATION_JSON)
public final class ExemptionsResource {
    private final InactivityDesk desk;
    private final Exemptions exemptions = new Exemptions();

    ExemptionsResource(InactivityDesk desk) {
        this.desk = desk;
    }

    @GET
    @Query.Of({"kind", "standing", "person", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "kind", "standing", "person", "cursor", "limit");
        Exemption.@Nullable Kind kind =
                query.choice("kind", Exemption.Kind.class).orElse(null);
        boolean standing =
                query.choice("standing", AccountsResource.YesNo.class).orElse(AccountsResource.YesNo.NO)
                        == AccountsResource.YesNo.YES;
        @Nullable String person = query.text("person").orElse(null);
        @Nullable PageKey after = query.cursor().orElse(null);
        int limit = query.limit();
        desk.call().looked("GET inactivity/exemptions", query.question());
        Instant now = desk.now();
        RealmId realm = desk.call().realmId();
        return Wire.json(desk.database().read(tx -> {
            List<Exemption> found = exemptions.list(tx, realm, kind, standing ? now : null, person, after, limit + 1);
            List<Exemption> shown = found.subList(0, Math.min(limit, found.size()));
            Set<UserId> people = new LinkedHashSet<>();
            shown.forEach(one -> people.addAll(named(one)));
            Map<UserId, Directory.Person> names = new Directory().of(tx, realm, people);
            return new InactivityExemptionPage(
                    shown.stream().map(one -> said(one, names, now)).toList(),
                    found.size() > limit
                            ? new PageKey(
                                            shown.getLast().approvedAt(),
                                            shown.getLast().id())
                                    .text()
                            : null);
        }));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response propose(@Nullable String body) {
        desk.call().withoutParameters().needsFresh("inactivity-exemption");
        NewInactivityExemption asked = Wire.read(body == null ? "" : body, NewInactivityExemption.class);
        String reason = InactivityDesk.reason(asked.reason());
        if (asked.kind() == null || asked.userId() == null || asked.owner() == null || asked.until() == null) {
            throw Problems.badRequest("bad-body", "Say whom it is for, who answers for it, and when it ends.");
        }
        Instant from = asked.from() == null ? desk.now() : asked.from();
        if (asked.userId().isBlank() || asked.owner().isBlank()) {
            throw Problems.badRequest("bad-id", "A person's id has 1 to 255 characters.");
        }
        return desk.proposed(
                "inactivity-exemption",
                Map.of(
                        "kind",
                        asked.kind().name(),
                        "person",
                        asked.userId(),
                        "owner",
                        asked.owner(),
                        "from",
                        from.toString(),
                        "until",
                        asked.until().toString(),
                        "blocks",
                        Boolean.toString(asked.blocks()),
                        "reason",
                        reason),
                reason);
    }

    @POST
    @Path("{id}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response end(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("end-inactivity-exemption");
        UUID id = InactivityDesk.id(text);
        String reason = InactivityDesk.reason(Wire.read(body == null ? "" : body, EndInactivityExemption.class)
                .reason());
        RealmId realm = desk.call().realmId();
        Instant now = desk.now();
        return Wire.json(desk.database().write(tx -> {
            Optional<Exemption> found = exemptions.find(tx, realm, id);
            if (found.isEmpty()) {
                throw Problems.notFound("There is no exemption with this id.");
            }
            if (!exemptions.end(
                    tx,
                    realm,
                    id,
                    new Exemption.Ended(now, new UserId(desk.call().user().getId()), reason))) {
                throw Problems.conflict("over-already", "This exemption is over already.");
            }
            desk.ledger()
                    .changed(
                            realm,
                            desk.call().actor(),
                            "ACTION",
                            "INACTIVITY_" + found.get().kind(),
                            "inactivity/exemptions/" + id,
                            found.get().person().value(),
                            "Ended before its time. Reason: " + reason);
            Exemption ended = exemptions.find(tx, realm, id).orElseThrow();
            return said(ended, new Directory().of(tx, realm, named(ended)), now);
        }));
    }

    private static Set<UserId> named(Exemption one) {
        return Set.copyOf(List.of(one.person(), one.owner(), one.proposedBy(), one.approvedBy()));
    }

    private static InactivityExemption said(Exemption one, Map<UserId, Directory.Person> names, Instant now) {
        Exemption.Ended ended = one.ended();
        return new InactivityExemption(
                one.id().toString(),
                InactivityExemptionKind.valueOf(one.kind().name()),
                one.person().value(),
                name(names, one.person()),
                one.reason(),
                one.owner().value(),
                name(names, one.owner()),
                one.from(),
                one.until(),
                one.blocks(),
                one.proposedBy().value(),
                name(names, one.proposedBy()),
                one.approvedBy().value(),
                name(names, one.approvedBy()),
                one.approvedAt(),
                ended == null ? null : ended.at(),
                ended == null ? null : ended.by().value(),
                ended == null ? null : ended.reason(),
                state(one, now));
    }

    private static @Nullable String name(Map<UserId, Directory.Person> names, UserId id) {
        Directory.Person person = names.get(id);
        return person == null ? null : person.username();
    }

    private static InactivityExemption.State state(Exemption one, Instant now) {
        if (one.ended() != null) {
            return InactivityExemption.State.ENDED;
        }
        if (now.isBefore(one.from())) {
            return InactivityExemption.State.PLANNED;
        }
        return one.standsAt(now) ? InactivityExemption.State.STANDING : InactivityExemption.State.EXPIRED;
    }
}
