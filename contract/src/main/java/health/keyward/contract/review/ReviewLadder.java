package health.keyward.contract.review;

/**
 * What is done while an item waits for its reviewer, each after so many hundredths of the stage; 100 is never.
 *
 * @param add somebody is asked beside the reviewer: who leads them, else the fallback. Either may answer, and the first answer counts
 * @param replace somebody takes the reviewer's place
 * @param owner the owner is told
 */
public record ReviewLadder(int add, int replace, int owner) {}
