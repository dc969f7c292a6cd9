import java.io.*;
import java.lang.management.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.facet.*;
import org.apache.lucene.facet.sortedset.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Lucene as a peer of TestPeersTable: as peer_tantivy.py, but its own CJKAnalyzer cuts
 * the bigrams. Hits alone are counted as Lucene counts by default, to 1,000; facets ask
 * for all of them. The time is that of the thread that asks: the garbage collector's and
 * the compiler's are left out, which is kind.
 */
class PeerLucene {
  static final List<String> FACETS = List.of("kind", "topic", "genre", "rank", "issuer", "status", "year");
  static final Analyzer ANALYZER = new CJKAnalyzer();
  static final int HITS = 10, VALUES = 100;

  static void fill(Path passages, MMapDirectory folder) throws IOException {
    var facets = new FacetsConfig();
    FACETS.forEach(name -> facets.setMultiValued(name, true));
    try (var writer = new IndexWriter(folder, new IndexWriterConfig(ANALYZER));
        var lines = Files.newBufferedReader(passages)) {
      for (String line; (line = lines.readLine()) != null; ) {
        String[] columns = line.split("\t", -1);
        var document = new Document();
        for (int i = 0; i < FACETS.size(); i++) {
          for (String value : columns[i].split("\\|")) {
            if (!value.isEmpty()) document.add(new SortedSetDocValuesFacetField(FACETS.get(i), value));
          }
        }
        document.add(new StoredField("title", columns[FACETS.size()]));
        document.add(new TextField("text", columns[FACETS.size() + 1], Field.Store.YES));
        writer.addDocument(facets.build(document));
      }
      writer.forceMerge(1);
    }
  }

  /** All parts as phrases, or any bigram of the only one. */
  static Query query(boolean exact, List<String> parts) {
    var queries = new QueryBuilder(ANALYZER);
    if (!exact) return queries.createBooleanQuery("text", parts.get(0));
    var all = new BooleanQuery.Builder();
    for (String part : parts) all.add(queries.createPhraseQuery("text", part), BooleanClause.Occur.MUST);
    return all.build();
  }

  /** The answer to an inquiry: total, hits, values of facets. */
  static long[] answer(IndexSearcher searcher, SortedSetDocValuesReaderState state, String line) throws IOException {
    List<String> columns = List.of(line.split("\t")), parts = columns.subList(2, columns.size());
    Query asked = query(columns.get(0).equals("exact"), parts);
    TopDocs found;
    long counted = 0;
    if (columns.get(1).equals("facets")) {
      var both = FacetsCollectorManager.search(searcher, asked, HITS, new FacetsCollectorManager());
      found = both.topDocs();
      var counts = new SortedSetDocValuesFacetCounts(state, both.facetsCollector());
      for (String name : FACETS) {
        FacetResult values = counts.getTopChildren(VALUES, name);
        if (values != null) counted += values.labelValues.length;
      }
    } else {
      found = searcher.search(asked, HITS);
    }
    int shown = 0;
    StoredFields stored = searcher.storedFields();
    for (ScoreDoc hit : found.scoreDocs) {
      Document document = stored.document(hit.doc);
      String text = document.get("text");
      int at = Math.max(0, text.indexOf(parts.get(0)));
      if (document.get("title") != null && !text.substring(Math.max(0, at - 20), Math.min(text.length(), at + 100)).isEmpty()) shown++;
    }
    return new long[] {found.totalHits.value(), shown, counted};
  }

  public static void main(String[] args) throws IOException {
    var folder = new MMapDirectory(Path.of(args[1]));
    var all = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    long before = all.getProcessCpuTime();
    fill(Path.of(args[0]), folder);
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    out.println((all.getProcessCpuTime() - before) / 1000);
    var reader = DirectoryReader.open(folder);
    var searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null); // as no other peer remembers answers
    var state = new DefaultSortedSetDocValuesReaderState(reader, new FacetsConfig());
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var thread = ManagementFactory.getThreadMXBean();
    for (String line; (line = lines.readLine()) != null; ) {
      long began = System.nanoTime(), spent = thread.getCurrentThreadCpuTime();
      long[] numbers = answer(searcher, state, line);
      spent = thread.getCurrentThreadCpuTime() - spent;
      out.printf("%d %d %d %d %d%n", spent, System.nanoTime() - began, numbers[0], numbers[1], numbers[2]);
    }
  }
}
