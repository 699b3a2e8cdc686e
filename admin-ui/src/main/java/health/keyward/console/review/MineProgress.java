package health.keyward.console.review;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import health.keyward.console.base.Words;

/** How much of the own work is done. */
final class MineProgress extends Div {
    private final ProgressBar bar = new ProgressBar();
    private final Span words = new Span();
    private long done;
    private long all;

    MineProgress() {
        setId("mine-progress");
        addClassName("kw-mine-progress");
        words.addClassNames("kw-quiet", "kw-num");
        bar.getElement().setAttribute("aria-label", Words.say("mine.progress"));
        add(bar, words);
        setVisible(false);
    }

    void show(long answered, long open) {
        done = answered;
        all = answered + open;
        tell();
    }

    void answered(int more) {
        done = Math.clamp(done + more, 0, all);
        tell();
    }

    private void tell() {
        setVisible(all > 0);
        bar.setMin(0);
        bar.setMax(Math.max(1, all));
        bar.setValue(done);
        words.setText(Words.say("mine.progress.of", done, all));
    }
}
