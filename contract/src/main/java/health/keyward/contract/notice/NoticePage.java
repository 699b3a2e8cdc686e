package health.keyward.contract.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notices, newest first.
 *
 * @param next cursor of the next page; null on the last one
 */
public record NoticePage(List<NoticeRow> rows, @Nullable String next) {}
