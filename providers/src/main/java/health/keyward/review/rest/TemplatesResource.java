package health.keyward.review.rest;

import health.keyward.contract.review.ReviewTemplates;
import health.keyward.keycloak.Wire;
import health.keyward.review.core.Templates;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code keyward/v1/review/templates} (AR-18). */
@Produces(MediaType.APPLICATION_JSON)
public final class TemplatesResource {
    private final ReviewDesk desk;

    TemplatesResource(ReviewDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response all() {
        desk.call().withoutParameters();
        return Wire.json(new ReviewTemplates(
                Templates.all().stream().map(ReviewWords::template).toList()));
    }
}
