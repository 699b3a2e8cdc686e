package health.keyward.stepup;

/** What proof a situation asks for. The door of the room. */
public interface Assurance {
    /** By the published step-up map of the realm; {@link Need#PASSWORD} where no rule speaks. */
    Need need(Ask ask);
}
