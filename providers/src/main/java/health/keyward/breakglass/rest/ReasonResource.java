package health.keyward.breakglass.rest;

import health.keyward.breakglass.core.Reason;
import health.keyward.breakglass.core.Reasons;
import health.keyward.breakglass.keycloak.AskBook.Numbered;
import health.keyward.breakglass.keycloak.AskListKind;
import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.breakglass.store.AskText;
import health.keyward.contract.breakglass.BreakGlassReason;
import health.keyward.contract.breakglass.BreakGlassReasons;
import health.keyward.contract.breakglass.BreakGlassReasonsDraft;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/breakglass/reasons} (BG-6). */
@Produces(MediaType.APPLICATION_JSON)
public final class ReasonResource {
    private final AskDesk desk;

    ReasonResource(AskDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response inForce() {
        desk.call().withoutParameters().looked("GET breakglass/reasons", "");
        Numbered<Reasons> now = desk.book().reasons(desk.call().realmId());
        return Wire.json(new BreakGlassReasons(
                now.number(),
                now.list().reasons().stream().map(ReasonResource::said).toList(),
                now.list().sensitive(),
                AskProposals.versions(desk, Kind.REASONS)));
    }

    @POST
    @Path("proposals")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response propose(@Nullable String body) {
        desk.call().withoutParameters().needs(AskListKind.named(Kind.REASONS));
        BreakGlassReasonsDraft draft = Wire.read(body == null ? "" : body, BreakGlassReasonsDraft.class);
        Reasons list = new Reasons(read(draft.reasons()), AskProposals.words(draft.sensitive()));
        AskProposals.sound(list.faults());
        return AskProposals.propose(desk, Kind.REASONS, AskText.of(list), draft.after(), draft.reason());
    }

    private static BreakGlassReason said(Reason reason) {
        return new BreakGlassReason(
                reason.code(),
                reason.purpose(),
                reason.text("en"),
                reason.text("es"),
                reason.minutes(),
                reason.textDemanded(),
                reason.dataClasses());
    }

    private static List<Reason> read(@Nullable List<BreakGlassReason> given) {
        if (given == null) {
            throw Problems.badRequest("bad-list", "A list has reasons.");
        }
        List<Reason> reasons = new ArrayList<>();
        for (@Nullable BreakGlassReason one : given) {
            if (one == null || one.code() == null || one.purpose() == null) {
                throw Problems.badRequest("bad-list", "Each reason has a code and a purpose.");
            }
            Map<String, String> texts = new LinkedHashMap<>();
            texts.put("en", one.en() == null ? "" : one.en().strip());
            texts.put("es", one.es() == null ? "" : one.es().strip());
            reasons.add(new Reason(
                    one.code(),
                    one.purpose(),
                    texts,
                    one.minutes(),
                    one.textDemanded(),
                    AskProposals.words(one.dataClasses())));
        }
        return reasons;
    }
}
