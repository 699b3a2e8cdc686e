package health.keyward.stepup.rest;

import health.keyward.contract.stepup.EnrolmentCode;
import health.keyward.contract.stepup.EnrolmentRow;
import health.keyward.contract.stepup.EnrolmentState;
import health.keyward.contract.stepup.PersonFactors;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import health.keyward.stepup.core.Crockford;
import health.keyward.stepup.core.EnrolmentLink;
import health.keyward.stepup.core.Enrolments;
import health.keyward.stepup.core.IdentityCheck;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/stepup/recovery}: what two staff need to see when somebody lost a factor. What they do goes through the proposals. */
@Produces(MediaType.APPLICATION_JSON)
public final class RecoveryResource {
    private final AdminCall call;
    private final Enrolments enrolments;
    private final People people;

    RecoveryResource(AdminCall call, Enrolments enrolments, People people) {
        this.call = call;
        this.enrolments = enrolments;
        this.people = people;
    }

    /** The people of the realm, as far as this resource wants to know. */
    @FunctionalInterface
    public interface People {
        Optional<Held> find(String id);
    }

    /** A person and what they hold beside the password. */
    public record Held(String username, boolean mail, List<Factor> factors, List<EnrolmentLink.Wanted> enrollable) {}

    /** One credential. */
    public record Factor(
            String id,
            String type,
            @Nullable String label,
            @Nullable Instant since) {}

    @GET
    @Path("people/{userId}")
    public Response person(@PathParam("userId") String id) {
        call.withoutParameters();
        if (id.length() > 255) {
            throw Problems.badRequest("bad-id", "A user id has at most 255 characters.");
        }
        call.looked("GET stepup/recovery/people/" + id, "");
        Held held = people.find(id).orElseThrow(() -> Problems.notFound("There is no such person in this realm."));
        return Wire.json(new PersonFactors(
                id,
                held.username(),
                held.mail(),
                held.factors().stream()
                        .map(f -> new PersonFactors.Factor(f.id(), f.type(), f.label(), f.since()))
                        .toList(),
                held.enrollable().stream().map(Enum::name).toList(),
                IdentityCheck.VERSION,
                IdentityCheck.ways(),
                IdentityCheck.documents(),
                enrolments.newest(call.realmId(), new UserId(id)).map(this::row).orElse(null)));
    }

    @GET
    @Path("links/{id}")
    public Response link(@PathParam("id") String text) {
        call.withoutParameters();
        UUID id = id(text);
        call.looked("GET stepup/recovery/links/" + id, "");
        return Wire.json(row(find(id)));
    }

    /** A change, and recorded as one: from now on somebody knows the code. */
    @POST
    @Path("links/{id}/code")
    public Response code(@PathParam("id") String text) {
        call.withoutParameters();
        EnrolmentLink link = find(id(text));
        return enrolments
                .reveal(link, call.actor())
                .map(code -> Wire.json(new EnrolmentCode(Crockford.grouped(code), enrolments.page(), link.expiresAt())))
                .orElseThrow(() -> Problems.conflict(
                        "no-code",
                        "The code is shown once, in time, to who confirmed it, and only when it is to be printed."));
    }

    private EnrolmentLink find(UUID id) {
        return enrolments
                .find(call.realmId(), id)
                .orElseThrow(() -> Problems.notFound("No enrolment link came from that proposal."));
    }

    private EnrolmentRow row(EnrolmentLink link) {
        return new EnrolmentRow(
                link.id().toString(),
                link.person().value(),
                link.factor().name(),
                link.delivery().name(),
                EnrolmentState.valueOf(link.state().name()),
                link.expiresAt(),
                link.endedAt(),
                link.delivery() == EnrolmentLink.Delivery.PRINTED
                        && link.state() == EnrolmentLink.State.PREPARED
                        && link.approver().value().equals(call.actor().userId()));
    }

    private static UUID id(String text) {
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Problems.badRequest("bad-id", "An id is a UUID in lower case.");
        }
        return UUID.fromString(text);
    }
}
