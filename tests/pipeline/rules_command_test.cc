#include "pipeline/rules_command.h"

#include "corpus/store.h"
#include "tests/catch.h"
#include "tests/corpus/sample_memo.h"
#include "tests/folder.h"
#include "tests/pipeline/printed.h"

namespace muistio {
namespace {

using testing::Printed;

Printed run_rules(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "rules");
  return testing::printed_by(arguments);
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A user's folder with one rule of that pattern.
class OwnRules {
 public:
  explicit OwnRules(const std::string& find, const std::string& id = "date.fair_day") {
    write_file(folder_.file("own.toml"), "[[rule]]\nid = \"" + id +
                                             "\"\nmakes = \"day\"\nfind = '" + find +
                                             "'\nconfidence = 0.7\n"
                                             "yes = [{ text = \"markkinat 3/9\", value = "
                                             "\"XXXX-09-03\" }]\nno = [\"3-9\"]\n");
  }
  std::string path() const { return folder_.path.string(); }

 private:
  Folder folder_;
};

constexpr const char* day_slash_month = "(?P<day>[1-9])/(?P<month_number>[1-9])";

}  // namespace

TEST_CASE("rules list prints each rule with place, confidence and an example") {
  const Printed all = run_rules({"list"});
  CHECK(all.exit_code == exit_done);
  CHECK(holds(all.out, "date.iso"));
  CHECK(holds(all.out, "“Päivitetty 2014-03-12.” = 2014-03-12"));
  CHECK(holds(all.out, "amount.figures"));
  const Printed amounts = run_rules({"list", "amount"});
  CHECK(holds(amounts.out, "amount.figures"));
  CHECK_FALSE(holds(amounts.out, "date.iso"));
  const auto action = GENERATE("list", "test");
  const Printed none = run_rules({action, "weather"});
  CHECK(none.exit_code == exit_nothing_found);
  CHECK(holds(none.err, "no rule is about 'weather'; the subjects are action, "));
  CHECK(
      holds(run_rules({"list", "--rules", OwnRules(day_slash_month).path()}).out, "date.fair_day"));
}

TEST_CASE("rules words prints the word lists, and the words of one with their values") {
  const Printed all = run_rules({"words"});
  CHECK(all.exit_code == exit_done);
  CHECK(holds(all.out, "attendee_role "));
  CHECK(holds(all.out, " words  sv/attendees.toml:"));

  const Folder folder;
  write_file(folder.file("own.toml"), "[words.weekday]\n8 = [\"saunapäivä~\"]\n");
  const Printed days = run_rules({"words", "weekday", "--rules", folder.path.string()});
  CHECK(holds(days.out, "  1  maanantai~, ma\n"));
  CHECK(holds(days.out, "weekday  all     1 words  "));
  CHECK(holds(days.out, "  8  saunapäivä~\n"));
  CHECK_FALSE(holds(days.out, "attendee_role"));
}

TEST_CASE("rules words says of a list that is none which ones are spelt like it") {
  const auto [asked, message] = GENERATE(table<const char*, const char*>({
      {"weekdya", "no word list 'weekdya'; did you mean weekday? (see muistio rules words)"},
      {"attendee_tittle", "no word list 'attendee_tittle'; did you mean attendee_title, "},
      {"deciding", "no word list 'deciding'; did you mean deciding_body"},
      {"x", "no word list 'x' (see muistio rules words)"},
  }));
  CAPTURE(asked);
  const Printed printed = run_rules({"words", asked});
  CHECK(printed.exit_code == exit_could_not_run);
  CHECK(printed.out.empty());
  CAPTURE(printed.err);
  CHECK(holds(printed.err, message));
}

TEST_CASE("rules test tells which example does not hold") {
  const Printed ours = run_rules({"test"});
  CHECK(ours.out.substr(ours.out.find(' ')).find(" examples hold\n") != std::string::npos);
  CHECK(ours.exit_code == exit_done);

  const OwnRules good(day_slash_month);
  CHECK(run_rules({"test", "--rules", good.path()}).exit_code == exit_done);

  const OwnRules bad("(?P<day>[1-9])-(?P<month_number>[1-9])");
  const Printed printed = run_rules({"test", "--rules", bad.path()});
  CHECK(printed.exit_code == exit_needs_attention);
  CHECK(holds(printed.out, bad.path() + "/own.toml:1: date.fair_day: in the yes “markkinat 3/9” "
                                        "= XXXX-09-03 it finds nothing\n"));
  CHECK(holds(printed.out, "in the no “3-9” it finds “XXXX-09-03”\n"));
}

TEST_CASE("rules test and why say where a pattern matches but nothing comes of it") {
  const auto [makes, id, why] = GENERATE(table<const char*, const char*, const char*>({
      {"", "date.stamp", "no date comes of it: the rule has no makes = \"day\" or the like"},
      {"makes = 'dya'\n", "date.stamp", "no date comes of it with makes = \"dya\""},
      {"makes = 'time'\n", "label.stamp", "a label stands alone at the head of a line"},
  }));
  const Folder folder;
  write_file(folder.file("own.toml"), std::string("[[rule]]\n") + makes + "id = '" + id +
                                          "'\nfind = 'Saap (?P<day>\\d)/(?P<month_number>\\d)'\n"
                                          "yes = ['Saap 3/4 x']\nno = ['Saap x']\n");
  const Printed tested = run_rules({"test", "--rules", folder.path.string()});
  CAPTURE(tested.out, tested.err);
  CHECK(holds(tested.out,
              "it finds nothing: its pattern matches “Saap 3/4”, but " + std::string(why) + "\n"));
  const Printed told = run_rules({"why", "--rules", folder.path.string(), id, "Saap 3/4 x"});
  CHECK(holds(told.out, "  but         " + std::string(why) + "\n"));
  CHECK(holds(run_rules({"why", "date.iso", "2014-03-12"}).out, "  gives       2014-03-12\n"));
}

TEST_CASE("rules that cannot be read end the command with their place") {
  const OwnRules broken("(3)");
  const auto action = GENERATE("list", "test");
  const Printed printed = run_rules({action, "--rules", broken.path()});
  CHECK(printed.exit_code == exit_could_not_run);
  CHECK(printed.err ==
        "muistio: " + broken.path() +
            "/own.toml:1: numbered groups are not used: write (?:...) or (?P<name>...)\n");
}

TEST_CASE("rules why prints a rule and what it finds in a text") {
  const Printed rule = run_rules({"why", "date.week", "Retki on viikolla 12."});
  CHECK(rule.exit_code == exit_done);
  CHECK(holds(rule.out, "date.week  fi  90 %  fi/dates.toml:"));
  CHECK(holds(rule.out, "  makes       week\n"));
  CHECK(holds(rule.out, "  yes         “viikolla 12” = XXXX-W12\n"));
  CHECK(holds(rule.out, "  in the text “viikolla 12”\n"));
  CHECK(holds(rule.out, "{week} “12”\n"));
  CHECK(holds(run_rules({"why", "date.week", "Retki"}).out, "in the text it finds nothing\n"));
  CHECK(run_rules({"why", "date.wek"}).exit_code == exit_nothing_found);
}

TEST_CASE("rules diff tells what would come and go in a corpus") {
  const Folder folder;
  const std::string path = folder.file("town.db");
  {
    auto corpus = Corpus::open(path, Access::create);
    REQUIRE(corpus.ok());
    const auto sample = testing::sample_memo();
    REQUIRE(corpus.value().save(sample.memo, sample.document, testing::index_of(sample)).ok());
  }
  const OwnRules same(day_slash_month);
  const Printed nothing = run_rules({"diff", "--rules", same.path(), path});
  CHECK(nothing.err.empty());
  CHECK(nothing.exit_code == exit_nothing_found);
  CHECK(nothing.out == "0 facts would come and 0 would go, in 0 of 1 memos\n");

  const OwnRules none("(?P<day>[1-9])/(?P<month_number>[1-9])", "date.month_end");
  const Printed gone = run_rules({"diff", "--rules", none.path(), path});
  CHECK(gone.exit_code == exit_done);
  CHECK(holds(gone.out, "  -  date"));
  CHECK(holds(gone.out, "“helmikuun loppuun mennessä”"));
}

}  // namespace muistio
