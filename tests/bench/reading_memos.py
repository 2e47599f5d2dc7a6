#!/usr/bin/python3
"""Makes memos whose reading text is known, and scores what muistio reads in them.

  reading_memos.py make FOLDER COUNT [SEED]   N memos from three producers, each beside its truth
  reading_memos.py score FOLDER MUISTIO       shares of paragraphs whole and of rows in order

Producers: WeasyPrint, ReportLab and LibreOffice Writer (as far as they are installed). All
people, bodies and sentences are invented. The same seed gives the same memos.
"""

import collections
import html
import json
import pathlib
import random
import re
import subprocess
import sys

FIRST = ("Aapo Bertta Eelis Fanni Hertta Ilmari Jalmari Kerttuli Lyyti Manu Nestori Oili Pertti "
         "Reetta Sylvi Taavetti Ukko Vilja Yrjö Ärjä").split()
LAST = ("Aallokas Hietamies Humppila-Kanto Jokiniitty Kuparinen Lehdonvirta Mäntyharju Niemenkari "
        "Ojamaa Pihlajisto Ruohikkola Saarenpää Tuulos Untamo Vehnäpelto Yläkangas Öljymäki").split()
SUBJECTS = ("lautakunta kyläyhdistys johtokunta työryhmä neuvottelukunta hallitus valiokunta "
            "puheenjohtaja rahastonhoitaja kokous toimikunta jaosto").split()
VERBS = ("hyväksyi käsitteli merkitsi valmisteli esitteli selvitti vahvisti päätti siirsi "
         "täydensi allekirjoitti palautti").split()
OBJECTS = ("talousarvion toimintasuunnitelman linja-autopysäkin liikuntapaikkarakentamisen "
           "kirjastoautoreitin sote-alueen vuokrasopimuksen tilinpäätöksen kesätapahtuman "
           "jätevesijärjestelmän avustushakemuksen kokoushuonevarauksen katuvalaistuksen "
           "yhteistoimintasopimuksen ennätyskorkean ikäihmisten palveluohjelman").split()
TAILS = ("yksimielisesti muutoksitta ensi vuoden alusta lukien kevätkauden loppuun mennessä "
         "valmisteluryhmän ehdotuksen mukaisena jäsenistölle tiedoksi sellaisenaan "
         "seuraavassa kokouksessaan huomattavasti aiempaa laajempana lisäselvitysten jälkeen").split()
ROLES = ("puheenjohtaja sihteeri jäsen varajäsen asiantuntija rahastonhoitaja esittelijä").split()


class Writer:
    """Invented Finnish text, the same for the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, words):
        return self.random.choice(words)

    def name(self):
        return f"{self.pick(FIRST)} {self.pick(LAST)}"

    def sentence(self):
        words = [self.pick(SUBJECTS), self.pick(VERBS), self.pick(OBJECTS)]
        words += self.random.sample(TAILS, self.random.randint(1, 5))
        if self.random.random() < 0.3:
            words += ["ja", self.pick(VERBS), self.pick(OBJECTS), self.pick(TAILS)]
        if self.random.random() < 0.15:
            words.insert(2, "sosiaali- ja terveyspalvelujen")
        if self.random.random() < 0.1:
            words.insert(2, f"{self.random.randint(1, 28)}.{self.random.randint(1, 12)}.2016")
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def paragraph(self, least=1, most=6):
        return " ".join(self.sentence() for _ in range(self.random.randint(least, most)))

    def phrase(self, least, most):
        text = " ".join(self.pick(OBJECTS + TAILS) for _ in range(self.random.randint(least, most)))
        return text[0].upper() + text[1:]

    def labels(self):
        rows = [["Aika", f"{self.random.randint(1, 28)}.3.2016 klo 17.00"],
                ["Paikka", self.phrase(2, 9)],
                ["Läsnä", "\n".join(self.name() for _ in range(self.random.randint(2, 7)))]]
        return ("labels", rows)

    def attendees(self):
        rows = [[self.name(), self.pick(ROLES), self.pick(["x", "-", "x"])]
                for _ in range(self.random.randint(4, 16))]
        return ("table", rows, self.random.random() < 0.4)

    def tasks(self):
        rows = [["Tehtävä", "Vastuu", "Huomioita"]]
        rows += [[self.phrase(2, 9), self.name(), self.phrase(1, 8)]
                 for _ in range(self.random.randint(2, 6))]
        return ("table", rows, self.random.random() < 0.7)

    def names2(self):
        rows = [[self.name(), self.name()] for _ in range(self.random.randint(3, 8))]
        return ("table", rows, False)

    def memo(self):
        blocks = [("title", f"{self.pick(SUBJECTS).capitalize()}n kokous {self.random.randint(1, 12)}")]
        if self.random.random() < 0.6:
            blocks.append(self.labels())
        if self.random.random() < 0.6:
            blocks.append(self.pick([self.attendees, self.names2])())
        body = []
        for number in range(1, self.random.randint(3, 9)):
            body.append(("heading", f"{number}. {self.phrase(1, 4)}"))
            for _ in range(self.random.randint(1, 3)):
                body.append(("paragraph", self.paragraph()))
            if self.random.random() < 0.25:
                body += [("item", self.paragraph(1, 2)) for _ in range(self.random.randint(2, 4))]
        columns = self.random.choice([1, 1, 2])
        blocks.append(("columns", columns, body))
        if self.random.random() < 0.4:
            blocks.append(self.tasks())
        return blocks


def truth_of(blocks):
    paragraphs, rows = [], []
    for block in blocks:
        if block[0] == "columns":
            inner = truth_of(block[2])
            paragraphs += inner["paragraphs"]
            rows += inner["rows"]
        elif block[0] in ("labels", "table"):
            rows += [[" ".join(cell.split()) for cell in row] for row in block[1]]
        else:
            paragraphs.append(block[1])
    return {"paragraphs": paragraphs, "rows": rows}


# --- WeasyPrint ------------------------------------------------------------------------------

def html_of(blocks, pick):
    parts = []
    for block in blocks:
        kind = block[0]
        if kind == "title":
            parts.append(f"<h1>{html.escape(block[1])}</h1>")
        elif kind == "heading":
            parts.append(f"<h2>{html.escape(block[1])}</h2>")
        elif kind == "paragraph":
            parts.append(f"<p>{html.escape(block[1])}</p>")
        elif kind == "item":
            parts.append(f"<ul><li>{html.escape(block[1])}</li></ul>")
        elif kind in ("labels", "table"):
            ruled = kind == "table" and block[2]
            rows = "".join("<tr>" + "".join(
                f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>"
                for row in block[1])
            parts.append(f'<table class="{kind} {"ruled" if ruled else ""}">{rows}</table>')
        else:
            parts.append(f'<div class="columns{block[1]}">{html_of(block[2], pick)}</div>')
    return "\n".join(parts)


def weasyprint_pdf(blocks, path, random_):
    import weasyprint
    pick = random_.choice
    indent = pick([True, False, False])
    style = f"""
      @page {{ size: A4; margin: {pick([18, 20, 25])}mm {pick([18, 22, 30])}mm;
        @top-right {{ content: {pick(['counter(page) " (" counter(pages) ")"', '"Sivu " counter(page)',
                                      'counter(page) "/" counter(pages)'])}; font-size: 8pt }}
        @bottom-center {{ content: {pick(['none', '"Kotirannan kyläyhdistys ry"'])}; font-size: 8pt }} }}
      html {{ font: {pick([10, 11, 12])}pt {pick(['Liberation Serif', 'Liberation Sans', 'DejaVu Sans'])};
        line-height: {pick([1.15, 1.3, 1.5])}; hyphens: {pick(['auto', 'manual'])};
        text-align: {pick(['left', 'justify'])} }}
      h1 {{ font-size: 15pt }} h2 {{ font-size: 1em; margin: {pick([0.6, 1])}em 0 0.2em; hyphens: manual }}
      p {{ margin: {'0; text-indent: 1.2em' if indent else pick(['0 0 0.4em', '0 0 0.8em'])} }}
      ul {{ margin: 0 0 0.3em; padding-left: 1.4em }}
      td {{ vertical-align: top; padding: {pick([1, 2, 4])}px {pick([6, 10, 16])}px; text-align: left }}
      table {{ border-collapse: collapse; margin: 0.6em 0 }}
      .labels td:first-child {{ width: 90pt }}
      .ruled td {{ border: 0.5pt solid #444 }}
      .columns2 {{ columns: 2; column-gap: {pick([16, 24, 34])}pt }}"""
    text = f'<html lang="fi"><style>{style}</style>{html_of(blocks, pick)}</html>'
    weasyprint.HTML(string=text).write_pdf(path)


# --- ReportLab -------------------------------------------------------------------------------

def reportlab_pdf(blocks, path, random_):
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import (BalancedColumns, BaseDocTemplate, Frame, PageTemplate,
                                    Paragraph, Spacer, Table)
    pick = random_.choice
    font = pick(["Helvetica", "Times-Roman"])
    bold = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}[font]
    size = pick([10, 11, 12])
    normal = ParagraphStyle("p", fontName=font, fontSize=size, leading=size * pick([1.2, 1.4]),
                            spaceAfter=pick([4, 8]), alignment=pick([0, 4]))
    heading = ParagraphStyle("h", parent=normal, fontName=bold, spaceBefore=6, alignment=0)
    item = ParagraphStyle("li", parent=normal, leftIndent=16, bulletIndent=4)
    cell_style = ParagraphStyle("td", parent=normal, fontSize=9, leading=11, spaceAfter=0, alignment=0)
    margin = pick([50, 64])
    wide = A4[0] - 2 * margin - 12

    def table(block):
        ruled = block[0] == "table" and block[2]
        rows = [[Paragraph(html.escape(cell).replace("\n", "<br/>"), cell_style) for cell in row]
                for row in block[1]]
        widths = [90, wide - 90] if block[0] == "labels" else None
        if widths is None:
            count = len(block[1][0])
            widths = [wide / 2, wide / 2] if count == 2 else [wide * 0.4, wide * 0.3, wide * 0.3]
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), pick([1, 3])),
                 ("BOTTOMPADDING", (0, 0), (-1, -1), pick([1, 3]))]
        if ruled:
            style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
        return Table(rows, colWidths=widths, style=style, hAlign="LEFT", spaceAfter=8, spaceBefore=6)

    def flowables(inner):
        story = []
        for block in inner:
            kind = block[0]
            if kind in ("title", "heading"):
                story.append(Paragraph(html.escape(block[1]), heading))
            elif kind == "paragraph":
                story.append(Paragraph(html.escape(block[1]), normal))
            elif kind == "item":
                story.append(Paragraph(html.escape(block[1]), item, bulletText="•"))
            elif kind in ("labels", "table"):
                story.append(table(block))
            elif block[1] == 1:
                story += flowables(block[2])
            else:
                story += [BalancedColumns(flowables(block[2]), nCols=2, innerPadding=20), Spacer(1, 6)]
        return story

    def decorate(canvas, document):
        canvas.setFont(font, 8)
        canvas.drawRightString(A4[0] - margin, A4[1] - 30, f"- {document.page} -")

    document = BaseDocTemplate(str(path), pagesize=A4, leftMargin=margin, rightMargin=margin,
                               invariant=1)
    document.addPageTemplates(PageTemplate(
        id="memo", frames=[Frame(margin, 50, A4[0] - 2 * margin, A4[1] - 100, id="body")], onPage=decorate))
    document.build(flowables(blocks))


# --- LibreOffice -----------------------------------------------------------------------------

def fodt_of(blocks, random_):
    pick = random_.choice
    font, size = pick(["Liberation Serif", "Liberation Sans", "Carlito"]), pick([10, 11, 12])
    hyphenate = pick(["true", "false"])
    styles = f"""
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties
 fo:margin-bottom="{pick([0.1, 0.2, 0.3])}cm" fo:text-align="{pick(['start', 'justify'])}"
 fo:line-height="{pick([100, 115, 140])}%"/><style:text-properties style:font-name="F"
 fo:font-size="{size}pt" fo:language="fi" fo:country="FI" fo:hyphenate="{hyphenate}"/></style:style>
<style:style style:name="C" style:family="paragraph"><style:text-properties style:font-name="F"
 fo:font-size="10pt"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties
 fo:margin-top="0.3cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"/><style:text-properties
 style:font-name="F" fo:font-size="{size}pt" fo:font-weight="bold"/></style:style>
<style:style style:name="I" style:family="paragraph"><style:paragraph-properties
 fo:margin-left="0.8cm" fo:text-indent="-0.5cm" fo:margin-bottom="0.1cm"><style:tab-stops>
 <style:tab-stop style:position="0cm"/></style:tab-stops></style:paragraph-properties>
 <style:text-properties style:font-name="F" fo:font-size="{size}pt"/></style:style>
<style:style style:name="Foot" style:family="paragraph"><style:paragraph-properties
 fo:text-align="end"/></style:style>
<style:style style:name="S2" style:family="section"><style:section-properties><style:columns
 fo:column-count="2" fo:column-gap="{pick([0.6, 0.9, 1.2])}cm"><style:column style:rel-width="1*"/>
 <style:column style:rel-width="1*"/></style:columns></style:section-properties></style:style>
<style:style style:name="Plain" style:family="table-cell"><style:table-cell-properties
 fo:padding="{pick([0.02, 0.08])}cm" fo:border="none"/></style:style>
<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties
 fo:padding="{pick([0.05, 0.1])}cm" fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="W90" style:family="table-column"><style:table-column-properties
 style:column-width="3.2cm"/></style:style>
<style:style style:name="WX" style:family="table-column"><style:table-column-properties
 style:column-width="5.5cm"/></style:style>
<style:style style:name="WR" style:family="table-column"><style:table-column-properties
 style:column-width="13cm"/></style:style>"""

    def paragraph(style, text):
        return f'<text:p text:style-name="{style}">{text}</text:p>'

    def table(block):
        ruled = "Ruled" if block[0] == "table" and block[2] else "Plain"
        count = len(block[1][0])
        widths = ["W90", "WR"] if block[0] == "labels" else ["WX"] * count
        columns = "".join(f'<table:table-column table:style-name="{width}"/>' for width in widths)
        rows = ""
        for row in block[1]:
            cells = "".join(
                f'<table:table-cell table:style-name="{ruled}">' + "".join(
                    paragraph("C", html.escape(line)) for line in cell.split("\n"))
                + "</table:table-cell>" for cell in row)
            rows += f"<table:table-row>{cells}</table:table-row>"
        return f'<table:table>{columns}{rows}</table:table>' + paragraph("C", "")

    def content(inner):
        parts = []
        for block in inner:
            kind = block[0]
            if kind in ("title", "heading"):
                parts.append(paragraph("H", html.escape(block[1])))
            elif kind == "paragraph":
                parts.append(paragraph("P", html.escape(block[1])))
            elif kind == "item":
                parts.append(paragraph("I", "•<text:tab/>" + html.escape(block[1])))
            elif kind in ("labels", "table"):
                parts.append(table(block))
            elif block[1] == 1:
                parts.append(content(block[2]))
            else:
                parts.append(f'<text:section text:style-name="S2" text:name="s">'
                             f"{content(block[2])}</text:section>")
        return "".join(parts)

    spaces = ("office text style table fo:xsl-fo-compatible").split()
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in spaces[:4])
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {names} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{font}'"/></office:font-face-decls>
<office:automatic-styles>{styles}
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2cm"
 fo:margin-right="2cm"/><style:header-style><style:header-footer-properties
 fo:min-height="1cm"/></style:header-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p text:style-name="Foot">Kotirannan kyläyhdistys <text:page-number/> (<text:page-count/>)</text:p>
</style:header></style:master-page></office:master-styles>
<office:body><office:text>{content(blocks)}</office:text></office:body></office:document>"""


def convert_with_libreoffice(folder):
    files = sorted(folder.glob("*.fodt"))
    if not files:
        return
    at_once = 100  # soffice has ended without a word after 250.
    for first in range(0, len(files), at_once):
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
                       + [str(file) for file in files[first:first + at_once]], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for file in files:
        file.unlink()


# --- Commands --------------------------------------------------------------------------------

def make(folder, count, seed=1):
    folder.mkdir(parents=True, exist_ok=True)
    producers = ["weasyprint", "reportlab", "libreoffice"]
    for number in range(count):
        writer = Writer(seed * 1_000_003 + number)
        producer = producers[number % 3]
        blocks = writer.memo()
        columns = max(block[1] for block in blocks if block[0] == "columns")
        name = f"{producer}-{columns}-{number:04}"
        (folder / f"{name}.json").write_text(json.dumps(truth_of(blocks), ensure_ascii=False))
        if producer == "weasyprint":
            weasyprint_pdf(blocks, folder / f"{name}.pdf", writer.random)
        elif producer == "reportlab":
            reportlab_pdf(blocks, folder / f"{name}.pdf", writer.random)
        else:
            (folder / f"{name}.fodt").write_text(fodt_of(blocks, writer.random))
    convert_with_libreoffice(folder)


def flat(text):
    return " ".join(text.replace("\t", " ").split())


def read(muistio, pdf):
    run = subprocess.run([muistio, "pages", "--no-ocr", str(pdf)], capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def joined(objects):
    """Paragraphs and rows of the blocks; a block that goes on from the one before is one with it."""
    paragraphs, rows = [], []
    for block in objects:
        if "furniture" in block:
            continue
        if block["kind"] == "table":
            rows += [[flat(cell or "") for cell in row] for row in block["rows"]]
            continue
        text = flat(block["text"])
        text = re.sub(r"^• ", "", text)
        paragraphs.append((text, block.get("continues", False)))
    whole = []
    for text, continues in paragraphs:
        if continues and whole:
            whole[-1] += (" " if continues == "line" else "") + text
        else:
            whole.append(text)
    return whole, rows


def score(folder, muistio):
    totals = collections.defaultdict(collections.Counter)
    misses = []
    for truth_file in sorted(folder.glob("*.json")):
        truth = json.loads(truth_file.read_text())
        group = totals["-".join(truth_file.stem.split("-")[:2])]
        paragraphs, rows = joined(read(muistio, truth_file.with_suffix(".pdf")))
        left, cells = collections.Counter(paragraphs), collections.Counter(map(tuple, rows))
        running = collections.Counter(flat(" ".join(row)) for row in rows)
        for paragraph in truth["paragraphs"]:
            group["paragraphs"] += 1
            if left[flat(paragraph)] > 0:
                left[flat(paragraph)] -= 1
                group["whole"] += 1
            else:
                misses.append((truth_file.stem, "paragraph", paragraph))
        for row in truth["rows"]:
            group["rows"] += 1
            text = flat(" ".join(row))
            group["in order"] += running[text] > 0
            if cells[tuple(row)] > 0:
                cells[tuple(row)] -= 1
                group["cells"] += 1
            else:
                misses.append((truth_file.stem, "row", " | ".join(row)))
    print(f"{'':24}{'paragraphs':>12}{'whole':>8}{'rows':>8}{'in order':>10}{'cells':>8}")
    for name, group in sorted(totals.items()):
        share = lambda part, of: f"{100 * group[part] / max(group[of], 1):.1f} %"
        print(f"{name:24}{group['paragraphs']:>12}{share('whole', 'paragraphs'):>8}"
              f"{group['rows']:>8}{share('in order', 'rows'):>10}{share('cells', 'rows'):>8}")
    return misses


def main(arguments):
    if len(arguments) >= 3 and arguments[0] == "make":
        make(pathlib.Path(arguments[1]), int(arguments[2]), *map(int, arguments[3:4]))
        return 0
    if len(arguments) >= 3 and arguments[0] == "score":
        misses = score(pathlib.Path(arguments[1]), arguments[2])
        if "--misses" in arguments:
            for miss in misses:
                print(*miss, sep="\t")
        return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
