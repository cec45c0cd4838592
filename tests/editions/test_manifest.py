from interregional.editions.manifest import differences, file_names, input_digests, manifest


def test_manifest_has_the_form_of_sha256sum_and_is_sorted(tmp_path):
    (tmp_path / "b").mkdir()
    for name, text in (("b/x", "x"), ("a", "")):
        (tmp_path / name).write_text(text)
    assert manifest([tmp_path / "b" / "x", tmp_path / "a"], tmp_path) == (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n"
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  b/x\n"
    )


def test_differences_tell_each_file(tmp_path):
    for name in ("same", "other", "gone"):
        (tmp_path / name).write_text(name)
    expected = manifest(tmp_path.iterdir(), tmp_path)
    assert differences(expected, tmp_path) == []
    (tmp_path / "other").write_text("changed")
    (tmp_path / "gone").unlink()
    (tmp_path / "new").write_text("")
    assert differences(expected, tmp_path) == ["gone: missing", "new: not expected", "other: differs"]


def test_input_digests_are_those_of_sha256sum_by_role(tmp_path):
    for name, text in (("b", "x"), ("a", "")):
        (tmp_path / name).write_text(text)
    one, two = str(tmp_path / "a"), str(tmp_path / "b")
    assert input_digests({"raw": [two, one, two], "none": [], "codebook": [two]}).splitlines() == [
        "role,file,bytes,sha256",
        f"raw,{one},0,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        f"raw,{two},1,2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        f"codebook,{two},1,2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
    ]


def test_the_files_of_rules_are_named_from_the_folder_of_the_results_however_deep_the_lists_are():
    made = ["<results>/a.csv", [["results/mine/figures/b.svg"], []], ("<results>/as_of/results/mine/c.csv",)]
    assert file_names(made, "results/mine") == ["a.csv", "figures/b.svg", "as_of/results/mine/c.csv"]
