package io.github.rdpsweep.report;

import io.github.rdpsweep.probe.Delivery;
import io.github.rdpsweep.probe.Outcome;
import io.github.rdpsweep.probe.ProbeSeries;
import io.github.rdpsweep.probe.RoundTrips;
import io.github.rdpsweep.stats.WilsonInterval;
import java.util.EnumSet;

/** The cells of the results CSV that tell of repeated probes. */
final class SeriesCells {

  private static final int ALL =
      EnumSet.range(ResultColumn.PROBES, ResultColumn.UNMARKED_RTT_MS).size();

  private static final int OF_MARKS =
      EnumSet.range(ResultColumn.MARKED_LOSS_PCT, ResultColumn.UNMARKED_RTT_MS).size();

  private static final int PACKETS_OF_MARKS =
      EnumSet.range(ResultColumn.MARKED_PACKETS_SENT, ResultColumn.UNMARKED_PACKETS_LOST).size();

  private final RowText row;

  SeriesCells(RowText row) {
    this.row = row;
  }

  /** Each is followed by a separator. */
  void append(ProbeSeries series) {
    if (series.count() == 0) {
      row.append(ResultsCsv.SEPARATOR, ALL);
      return;
    }
    count(series.count()); //                  probes
    count(series.count(Outcome.READY)); //     probes_ready
    count(series.changes()); //                flips
    delivery(series.delivery()); //            packets_sent … loss_high_pct
    RoundTrips roundTrips = series.roundTrips();
    nanos(roundTrips.min()); //                rtt_min_ms
    nanos(roundTrips.median()); //             rtt_median_ms
    nanos(roundTrips.jitter()); //             jitter_ms
    ProbeSeries marked = series.compared(true);
    if (marked.count() == 0) {
      row.append(ResultsCsv.SEPARATOR, OF_MARKS);
      return;
    }
    compared(marked); //                       marked_loss_pct, marked_rtt_ms
    compared(series.compared(false)); //       unmarked_loss_pct, unmarked_rtt_ms
  }

  /** The last columns, which were added later: packets with a mark and without. */
  void appendMarks(ProbeSeries series) {
    ProbeSeries marked = series.count() == 0 ? series : series.compared(true);
    if (marked.count() == 0) {
      row.append(ResultsCsv.SEPARATOR, PACKETS_OF_MARKS);
      return;
    }
    packets(marked); //                        marked_packets_sent, marked_packets_lost
    packets(series.compared(false)); //        unmarked_packets_sent, unmarked_packets_lost
  }

  private void packets(ProbeSeries series) {
    if (series.count() == 0) {
      row.append(ResultsCsv.SEPARATOR, 2);
      return;
    }
    Delivery delivery = series.delivery();
    count(delivery.sent());
    count(delivery.lost());
  }

  private void delivery(Delivery delivery) {
    count(delivery.sent());
    count(delivery.lost());
    loss(delivery);
    if (delivery.sent() == 0) {
      row.append(ResultsCsv.SEPARATOR, 2); // an interval from 0 to 1 says nothing
      return;
    }
    WilsonInterval interval = WilsonInterval.of(delivery.lost(), delivery.sent());
    share(interval.low());
    share(interval.high());
  }

  private void compared(ProbeSeries series) {
    loss(series.delivery());
    nanos(series.roundTrips().median());
  }

  private void loss(Delivery delivery) {
    if (delivery.sent() == 0) {
      row.append(ResultsCsv.SEPARATOR);
    } else {
      share(delivery.loss());
    }
  }

  /** A percentage with three decimals. */
  private void share(double share) {
    row.appendMillis(Math.round(share * 100_000));
    row.append(ResultsCsv.SEPARATOR);
  }

  private void nanos(long nanos) {
    if (nanos >= 0) {
      row.appendMillis((nanos + 500) / 1_000);
    }
    row.append(ResultsCsv.SEPARATOR);
  }

  private void count(int count) {
    row.appendNumber(count);
    row.append(ResultsCsv.SEPARATOR);
  }
}
