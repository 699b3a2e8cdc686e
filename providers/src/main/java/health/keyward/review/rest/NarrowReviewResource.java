package health.keyward.review.rest;

import health.keyward.keycloak.Problems;
import jakarta.ws.rs.Path;

/** {@code keyward/v1/review}, for reviewers: their own items, and nothing else of the room (AR-20). */
public final class NarrowReviewResource {
    private final ReviewDesk desk;

    public NarrowReviewResource(ReviewDesk desk) {
        this.desk = desk;
    }

    @Path("mine")
    public MineResource mine() {
        return new MineResource(desk);
    }

    /** The other operations of the room exist, for system administrators. */
    @Path("{else:.+}")
    public Object everythingElse() {
        throw Problems.forbidden();
    }
}
