package health.keyward.review.rest;

import jakarta.ws.rs.Path;

/** {@code keyward/v1/review}, for system administrators: all of the room. */
public final class ReviewResource {
    private final ReviewDesk desk;

    public ReviewResource(ReviewDesk desk) {
        this.desk = desk;
    }

    @Path("campaigns")
    public CampaignsResource campaigns() {
        return new CampaignsResource(desk);
    }

    @Path("templates")
    public TemplatesResource templates() {
        return new TemplatesResource(desk);
    }

    @Path("micro")
    public MicroResource micro() {
        return new MicroResource(desk);
    }

    @Path("plans")
    public PlansResource plans() {
        return new PlansResource(desk);
    }

    @Path("mine")
    public MineResource mine() {
        return new MineResource(desk);
    }
}
