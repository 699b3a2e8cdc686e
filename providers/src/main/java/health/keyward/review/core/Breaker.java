package health.keyward.review.core;

import java.util.ArrayList;
import java.util.List;

/** What stops a campaign before anything is taken from anybody; two administrators let it go on (AR-13). */
public final class Breaker {
    static final int FEW = 20;
    static final int MOST_PERCENT = 25;
    static final int SMALL_UNIT = 3;

    private Breaker() {}

    /**
     * @param items of the campaign
     * @param denied of them
     * @param unanswered denied by the rule for no answer, not by a person
     * @param emptied units of three or more people in the campaign of whom everybody would lose something
     */
    public static List<String> halts(long items, long denied, long unanswered, List<String> emptied) {
        List<String> halts = new ArrayList<>();
        if (denied > FEW && denied * 100 > items * MOST_PERCENT) {
            halts.add(denied + " of " + items + " rights would be taken");
        }
        if (unanswered > FEW) {
            halts.add(unanswered + " rights would be taken because nobody answered");
        }
        emptied.forEach(unit -> halts.add("everybody of " + unit + " would lose something"));
        return halts;
    }
}
